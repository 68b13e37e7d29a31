/**
 * Everything between this server and GATE, by sub-package: {@code link} (HTTP client, circuit breaker), {@code push}
 * (journal entries up), {@code status} (terminals' states up), {@code pull} (master data down), {@code inbox}
 * (notifications down) and {@code health} (progress, disk headroom, alerts).
 *
 * <p>This package itself has no classes; facades, events and tables are those of its sub-packages.
 */
package pro.saleflex.office.gate;
