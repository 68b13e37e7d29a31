/**
 * Reads and writes the wire formats: bodies, envelopes, replies, problem details, SOAP faults.
 *
 * <p>Used by {@code pos}, {@code admin}, {@code soap} and {@code guard}. Exceptions become answers here only, in the
 * two exception mappers, {@link pro.saleflex.office.wire.SoapFault} and {@link pro.saleflex.office.wire.ErrorServlet};
 * no stack trace leaves the server. No tables, no events.
 */
package pro.saleflex.office.wire;
