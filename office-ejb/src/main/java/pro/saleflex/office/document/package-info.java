/**
 * What a document is: its text with card numbers masked, its content, its id, and the columns made of it.
 *
 * <p>Doors: {@link pro.saleflex.office.document.DocumentText}, and for what is no document
 * {@link pro.saleflex.office.document.CardNumbers}. Pure functions of the text; no events, no tables. Sales,
 * closures, journal and intake all stand on it, so that REST, SOAP and a rebuild see one and the same document.
 */
package pro.saleflex.office.document;
