/**
 * The counters of a terminal: the closure and receipt numbers it resumes with, even after its machine was replaced.
 *
 * <p>Facade: {@link pro.saleflex.office.counter.Counters}. Events: none. Tables: {@code counter},
 * {@code other_counter}. Numbers come with every document and as pushed counters; a terminal gets them back with its
 * master data.
 */
package pro.saleflex.office.counter;
