/**
 * Verifies the archive: its files alone, and against the journal. Plain Java with JDBC but without the container, so
 * that the stand-alone program does the same.
 *
 * <p>Facade: {@link pro.saleflex.office.archive.verify.ArchiveVerifier}. Events: none. Tables: none.
 */
package pro.saleflex.office.archive.verify;
