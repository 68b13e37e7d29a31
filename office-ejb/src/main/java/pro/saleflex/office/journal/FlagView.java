package pro.saleflex.office.journal;

import java.time.OffsetDateTime;

/**
 * A flag on a journal entry.
 *
 * @param entryId the entry
 * @param flag what needs attention
 * @param detail the details as text, with the figures
 * @param raisedAt when it was raised
 */
public record FlagView(long entryId, Flag flag, String detail, OffsetDateTime raisedAt) {}
