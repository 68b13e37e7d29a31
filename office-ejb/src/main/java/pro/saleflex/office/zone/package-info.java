/**
 * Time zones of stores: the only place that converts between instants and local times. The rules come from a library
 * that is kept up to date, not from the machine, whose own rules may silently be years old.
 *
 * <p>Facade: {@link pro.saleflex.office.zone.StoreZone}. Events: none. Tables: none.
 */
package pro.saleflex.office.zone;
