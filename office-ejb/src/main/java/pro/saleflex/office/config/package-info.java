/**
 * All settings of the application, and the clock.
 *
 * <p>Facade: {@link pro.saleflex.office.config.OfficeConfig}; nothing else reads a setting. Events: none. Tables: none.
 * The clock is injected everywhere, so that tests can set it.
 */
package pro.saleflex.office.config;
