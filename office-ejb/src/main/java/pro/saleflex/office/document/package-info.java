/**
 * The values of a document: its text with card numbers masked, its content hash, its id, and the columns made of it.
 *
 * <p>Facades: {@link pro.saleflex.office.document.DocumentText}, and for other texts
 * {@link pro.saleflex.office.document.CardNumbers}. Pure functions of the text; no events, no tables. Sales, closures,
 * journal and intake all build on it, so that REST, SOAP and a rebuild see the same document.
 */
package pro.saleflex.office.document;
