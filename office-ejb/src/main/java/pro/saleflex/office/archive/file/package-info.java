/**
 * The archive's files: the second copy of the journals, in a directory of its own. Plain Java without the container or
 * the database, so that the stand-alone program reads the same files by the same code.
 *
 * <pre>
 * saleflex-archive.txt                             the marker: this directory is the archive with that id
 * writer.lock                                      empty; whoever writes to the archive holds its lock
 * config/office-&lt;UTC time&gt;.dump                     everything else that rebuilds the store, always encrypted
 * config/office-&lt;UTC time&gt;.key                      the key of cashiers' codes in that dump, encrypted
 * journal/&lt;terminal id&gt;/open.journal               the latest entries, only appended to
 * journal/&lt;terminal id&gt;/000000000001-000000000320.segment   sealed entries 1 to 320, never changed again
 * </pre>
 *
 * <p><b>Record</b>, one per entry: {@code <bytes of body> <CRC-32C of body in hex>}, a line feed, the body, a line feed.
 * The body is one line of eleven fields, separated by tabs ({@code 1}, the version; the entry's id; its number; kind;
 * document kind; document id; time of receipt in UTC with six digits of a second; source; {@code payload_sha256},
 * {@code content_sha256} and {@code chain_hash} in hex), a line feed, and the payload as it stands in the journal. A body
 * that was encrypted is the letter {@code x}, twelve bytes of nonce, and the body above under AES-256-GCM.
 *
 * <p><b>Segment</b>: the line {@code saleflex-segment 1}, the {@link pro.saleflex.office.archive.file.Manifest}'s lines
 * {@code name: value}, the line {@code manifest-sha256: ...} over all lines before it, an empty line, then the records,
 * compressed by zstd, and encrypted (nonce and AES-256-GCM as above) if {@code cipher} says so. All text is UTF-8.
 *
 * <p>Facade: {@link pro.saleflex.office.archive.file.ArchiveDirectory}. Events: none. Tables: none.
 */
package pro.saleflex.office.archive.file;
