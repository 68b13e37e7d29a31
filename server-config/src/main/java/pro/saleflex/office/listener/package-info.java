/**
 * What stands inside Payara in front of all applications: the server's own addresses are refused, a missing application is
 * answered for, and slow bodies hold no thread. Door: {@link pro.saleflex.office.listener.OfficeValve}, named in
 * {@code payara/install.asadmin}. A jar of its own ({@code office-listener.jar}) in the domain's {@code lib}, so it uses
 * nothing but the server's classes.
 */
package pro.saleflex.office.listener;
