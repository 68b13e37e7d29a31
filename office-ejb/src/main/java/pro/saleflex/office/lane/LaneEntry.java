package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.Source;

/**
 * A journal entry on its way to a target, without its document.
 *
 * @param terminalId whose journal
 * @param entryNo its place there
 * @param kind what it is
 * @param documentId the id by which the terminal knows it
 * @param receivedAt when it was taken
 * @param source the door it came through
 * @param state how far it is
 */
public record LaneEntry(
        UUID terminalId, long entryNo, EntryKind kind, UUID documentId, Instant receivedAt, Source source, State state) {

    /** How far an entry is. */
    public enum State {
        /** The lane has not reached it. */
        WAITING("e.entry_no > coalesce(l.done_upto, 0)"),
        /** The target has it. */
        DELIVERED("e.entry_no <= l.done_upto and (p.entry_no is null or p.delivered_at is not null)"),
        /** The target did not take it; people are to look at it. */
        PARKED("p.entry_no is not null and p.delivered_at is null and p.discarded_at is null"),
        /** Two people said that it is not to be sent. */
        DISCARDED("p.discarded_at is not null and p.delivered_at is null");

        /** Of entry {@code e}, its lane {@code l} and what is parked of it, {@code p}. */
        final String sql;

        State(String sql) {
            this.sql = sql;
        }
    }
}
