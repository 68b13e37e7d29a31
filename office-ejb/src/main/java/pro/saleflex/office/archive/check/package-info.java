/**
 * Proves every night that the archive gives back what was written: verifies it, piece by piece, and rehearses the
 * restore of the last day. Both can be asked for at any time, and so can a backup of the database. One server does it, on
 * a thread of its own: a disk that hangs stops nothing else.
 *
 * <p>Facade: {@link pro.saleflex.office.archive.check.ArchiveChecks}. Events: none. Tables: {@code archive_verified},
 * {@code archive_verification}, {@code archive_fault}, {@code archive_rehearsal}, {@code database_backup},
 * {@code archive_check_run}.
 */
package pro.saleflex.office.archive.check;
