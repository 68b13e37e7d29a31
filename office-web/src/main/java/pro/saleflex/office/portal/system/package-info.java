/**
 * The page System: whether every document has a second copy, and for administrators the database, the disks, the regular
 * jobs and the versions of this server.
 *
 * <p>Page: {@code system.xhtml}. {@link pro.saleflex.office.portal.live.LiveArchive} passes on what the archive's meter
 * read, so nobody who looks waits for the archive's disk. No facade, no events and no tables of its own.
 */
package pro.saleflex.office.portal.system;
