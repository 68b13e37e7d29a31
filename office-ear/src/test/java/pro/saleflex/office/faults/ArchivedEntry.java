package pro.saleflex.office.faults;

/**
 * An entry as the checker finds it in a file of the archive.
 *
 * @param entryNo its number
 * @param documentId its document's id
 * @param payload the document
 * @param chainHash in hex
 */
record ArchivedEntry(long entryNo, String documentId, String payload, String chainHash) {}
