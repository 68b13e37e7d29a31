/**
 * The terminals' SOAP door under {@code /api/soap}: one service, two addresses, one for each version of SOAP.
 *
 * <p>Its classes in {@code soap.contract} are generated from the hand-written contract in {@code WEB-INF/wsdl}. A document
 * becomes {@link pro.saleflex.office.soap.CanonicalJson} and goes through the same doors as by REST.
 */
package pro.saleflex.office.soap;
