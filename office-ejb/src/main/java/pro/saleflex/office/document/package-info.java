/**
 * What a document is: its text with card numbers masked, its content, its id, and the columns made of it.
 *
 * <p>Door: {@link pro.saleflex.office.document.DocumentText}. Pure functions of the text; no events, no tables. Sales,
 * closures, journal and intake all stand on it, so that REST, SOAP and a rebuild see one and the same document.
 */
package pro.saleflex.office.document;
