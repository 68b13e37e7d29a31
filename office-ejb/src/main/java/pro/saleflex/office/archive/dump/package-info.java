/**
 * The logical backup of a database: all rows of its tables in one file, written from one snapshot while the application
 * works, and loaded into an empty database of any PostgreSQL from 15 to 18. Plain Java with PostgreSQL's driver and
 * Flyway but without the container, so that the stand-alone program does the same.
 *
 * <p>The file holds no table definitions: the migrations create the tables in the version that the rows have, then the
 * rows are loaded, then the newer migrations follow. It holds no roles and no rights either.
 *
 * <p><b>File.</b> First the {@link pro.saleflex.office.archive.dump.DumpHeader}: the line {@code saleflex-dump 1}, lines
 * {@code name: value} in UTF-8, and an empty line. Then the content, a sequence of records. All numbers are big-endian
 * and unsigned. A record is
 *
 * <pre>
 * 1 byte    kind
 * 4 bytes   number of bytes of the body, at most 1,048,576
 * n bytes   body
 * 4 bytes   CRC-32C of all bytes of the record before it
 * </pre>
 *
 * and the kinds are, in this order,
 *
 * <pre>
 * T         a table begins. Body: its name and the names of its columns in UTF-8, with a line feed between them
 * D         (any number) a part of its rows. The bodies put together are one zstd frame of what
 *           COPY ... TO STDOUT prints as text: a line per row, columns separated by tabs, \N for null
 * E         the table ends. Body: number of rows (8 bytes), number of bytes before compression (8), their SHA-256 (32)
 *           ... T, D, E for each table; a table comes behind those that its foreign keys name
 * M         the manifest. Body: in UTF-8, fields separated by tabs and lines ended by a line feed, for each table
 *             table, name, rows, bytes, SHA-256 in hex
 *           and for each sequence
 *             sequence, name, last value, and whether it was given out (true or false)
 * Z         the end. Body: SHA-256 of all bytes of header and records before this record. Nothing follows
 * </pre>
 *
 * <p><b>Encryption.</b> If the header's {@code cipher} is {@code aes-256-gcm}, the content is cut into chunks of 65,536
 * bytes, of which the last one may be shorter, and each chunk is followed by its tag of 16 bytes. The file's key is the
 * {@link pro.saleflex.office.archive.file.ArchiveKey#subkey} of the header's bytes, which contain a random id, so no two
 * files have the same key and the header is authenticated, too. The nonce of a chunk is its number, counted from 0, in
 * 11 bytes, and one byte that is 1 for the last chunk and otherwise 0; so chunks that were left out, swapped or cut off
 * are recognized. Without encryption the hashes recognize accidents, not forgery.
 *
 * <p>A file is written as {@code *.partial}, flushed to disk and read back before it gets its name.
 *
 * <p>Facades: {@link pro.saleflex.office.archive.dump.DatabaseDump},
 * {@link pro.saleflex.office.archive.dump.DatabaseLoad}, {@link pro.saleflex.office.archive.dump.DumpDirectory}.
 * Events: none. Tables: none.
 */
package pro.saleflex.office.archive.dump;
