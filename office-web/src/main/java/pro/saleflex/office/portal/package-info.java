/**
 * The portal's ground: sign-in, and the page of terminals that managers begin with.
 *
 * <p>The only web module that defines an authentication mechanism. Pages: {@code login.xhtml}, {@code index.xhtml}; texts in
 * {@code texts.properties}.
 */
package pro.saleflex.office.portal;
