/**
 * How the terminals' protocol is read and written: bodies, envelopes, replies, problems.
 *
 * <p>Used by the resources in {@code pos} and {@code admin}. The two exception mappers are here, and nowhere else does an
 * exception become an answer. No stack trace leaves the server.
 */
package pro.saleflex.office.wire;
