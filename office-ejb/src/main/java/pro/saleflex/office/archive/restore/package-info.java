/**
 * Rebuilds a store's database from the archive alone: configuration, journals, flags, counters and states. Plain Java
 * with JDBC but without the container, so that the launcher and the stand-alone program do the same. The application
 * rebuilds the projections afterwards, while tills work.
 *
 * <p>Facade: {@link pro.saleflex.office.archive.restore.ArchiveRestore}. Events: none. Tables: none of its own; it fills
 * those of all packages before the application starts.
 */
package pro.saleflex.office.archive.restore;
