/**
 * The portal's ground: sign-in, sessions, languages and colours, the pages of alerts, terminals and users, and errors.
 *
 * <p>The only web module that defines an authentication mechanism. {@link pro.saleflex.office.portal.PortalGuard} sees every
 * request; {@link pro.saleflex.office.portal.CurrentUser} is what pages know of who looks at them. Texts in
 * {@code texts*.properties}, colours and distances in {@code office.css}.
 */
package pro.saleflex.office.portal;
