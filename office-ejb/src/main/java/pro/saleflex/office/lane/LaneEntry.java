package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.Source;

/**
 * A journal entry with its delivery state, without its document.
 *
 * @param terminalId whose journal
 * @param entryNo its number in the journal
 * @param kind of the entry
 * @param documentId the document's id; for a conflict, a generated id
 * @param receivedAt when it was handed over
 * @param source the interface it came through
 * @param state of its delivery
 */
public record LaneEntry(
        UUID terminalId,
        long entryNo,
        EntryKind kind,
        UUID documentId,
        Instant receivedAt,
        Source source,
        State state) {

    /** Delivery state of an entry. */
    public enum State {
        /** The lane has not reached it yet. */
        WAITING("e.entry_no > coalesce(l.done_upto, 0)"),
        /** The target has it. */
        DELIVERED("e.entry_no <= l.done_upto and (p.entry_no is null or p.delivered_at is not null)"),
        /** A dead letter: the target did not take it, and people have to decide. */
        PARKED("p.entry_no is not null and p.delivered_at is null and p.discarded_at is null"),
        /** Two people decided that it is not to be sent. */
        DISCARDED("p.discarded_at is not null and p.delivered_at is null");

        /** Condition on the entry {@code e}, its lane {@code l} and its parked row {@code p}. */
        final String sql;

        State(String sql) {
            this.sql = sql;
        }
    }
}
