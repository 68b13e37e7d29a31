/**
 * The numbers of a terminal: which receipt and which closure it goes on with, also after it was replaced.
 *
 * <p>Door: {@link pro.saleflex.office.counter.Counters}. Events: none. Tables: {@code counter}, {@code other_counter}.
 * Numbers come with every document and as pushed counters; a terminal gets them back with its master data.
 */
package pro.saleflex.office.counter;
