/**
 * The archive: the second copy of every document, in files at a designated place in the store. The journal's lanes
 * (target ARCHIVE) say what is to be written; package {@code archive.file} has the format.
 *
 * <p>Facades: {@link pro.saleflex.office.archive.Archives}, and {@link pro.saleflex.office.archive.ArchiveMeter} for
 * what was last read about it. Events: none. Tables: {@code archive_location}, {@code archive_sample}.
 */
package pro.saleflex.office.archive;
