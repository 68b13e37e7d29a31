/**
 * The journals: every document a terminal hands over, written once, in order, in a hash chain, never changed.
 *
 * <p>Facade: {@link pro.saleflex.office.journal.Journal}: append, read back in order, flag, verify; beside it
 * {@link pro.saleflex.office.journal.UnmaskedCardNumbers} and {@link pro.saleflex.office.journal.ConflictRecheck}.
 * Event: {@link pro.saleflex.office.journal.EntriesAppended}. Tables: {@code journal_head}, {@code journal_entry},
 * {@code journal_flag}, {@code journal_restart}, {@code card_number_look}, {@code former_conflict},
 * {@code former_conflict_look}.
 */
package pro.saleflex.office.journal;
