package pro.saleflex.office.terminal;

import java.time.OffsetDateTime;

/**
 * A caller that was refused.
 *
 * @param codes who it claimed to be
 * @param reason why it was refused
 * @param peer the address of its latest call
 * @param firstAt first refusal
 * @param lastAt latest refusal
 * @param times number of refusals
 */
public record RefusedCaller(
        TerminalCodes codes, Refusal reason, String peer, OffsetDateTime firstAt, OffsetDateTime lastAt, long times) {}
