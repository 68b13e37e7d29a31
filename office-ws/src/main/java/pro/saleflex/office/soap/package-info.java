/**
 * The terminals' SOAP API under {@code /api/soap}: one service at two addresses, one per SOAP version.
 *
 * <p>The classes in {@code soap.contract} are generated from the hand-written contract in {@code WEB-INF/wsdl}. A
 * document becomes {@link pro.saleflex.office.soap.CanonicalJson} and goes through the same facades as by REST. No
 * tables, no events.
 */
package pro.saleflex.office.soap;
