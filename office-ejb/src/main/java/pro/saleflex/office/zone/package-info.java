/**
 * A store's wall clock: the one place where instants become local times and local times instants. The rules come from a
 * library that is kept new, not from the machine, whose own may be years old without a word.
 *
 * <p>Door: {@link pro.saleflex.office.zone.StoreZone}. Events: none. Tables: none.
 */
package pro.saleflex.office.zone;
