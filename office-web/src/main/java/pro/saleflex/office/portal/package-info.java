/**
 * The base of the portal: sign-in, sessions, languages and themes, errors, and the pages of stores, terminals and
 * users.
 *
 * <p>The only web module that defines an authentication mechanism. {@link pro.saleflex.office.portal.PortalGuard}
 * filters every request; {@link pro.saleflex.office.portal.CurrentUser} tells pages who is looking. Texts are in
 * {@code texts*.properties}, colours and distances in {@code office.css}. No events and no tables of its own.
 */
package pro.saleflex.office.portal;
