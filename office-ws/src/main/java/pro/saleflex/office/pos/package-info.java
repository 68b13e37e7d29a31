/**
 * The terminals' REST door under {@code /api/v1}: one small resource per call of the protocol.
 *
 * <p>A resource identifies the terminal, hands the documents to a door of the application, and writes the reply; what is
 * done with a document is decided behind that door, for REST and SOAP alike.
 */
package pro.saleflex.office.pos;
