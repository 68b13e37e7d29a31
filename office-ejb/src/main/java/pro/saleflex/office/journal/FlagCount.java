package pro.saleflex.office.journal;

import java.time.OffsetDateTime;

/**
 * How many entries of a terminal carry a flag.
 *
 * @param count so many
 * @param firstAt when the first was raised
 * @param lastAt when the latest was raised
 */
public record FlagCount(long count, OffsetDateTime firstAt, OffsetDateTime lastAt) {}
