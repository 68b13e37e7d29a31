/**
 * The terminals' REST API under {@code /api/v1}: one small resource per call of the protocol.
 *
 * <p>A resource identifies the terminal, calls a facade of the application, and writes the reply. What happens to a
 * document is decided behind the facade, for REST and SOAP alike. No tables, no events.
 */
package pro.saleflex.office.pos;
