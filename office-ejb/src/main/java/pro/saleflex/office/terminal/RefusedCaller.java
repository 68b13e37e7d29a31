package pro.saleflex.office.terminal;

import java.time.OffsetDateTime;

/**
 * A caller that was turned away.
 *
 * @param codes who it said it is
 * @param reason why it was turned away
 * @param peer the address it last called from
 * @param firstAt first time
 * @param lastAt last time
 * @param times how often
 */
public record RefusedCaller(
        TerminalCodes codes, Refusal reason, String peer, OffsetDateTime firstAt, OffsetDateTime lastAt, long times) {}
