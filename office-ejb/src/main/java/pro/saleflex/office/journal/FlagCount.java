package pro.saleflex.office.journal;

import java.time.OffsetDateTime;

/**
 * How many entries of a terminal carry a flag.
 *
 * @param count how many entries
 * @param firstAt when the first flag was raised
 * @param lastAt when the latest flag was raised
 */
public record FlagCount(long count, OffsetDateTime firstAt, OffsetDateTime lastAt) {}
