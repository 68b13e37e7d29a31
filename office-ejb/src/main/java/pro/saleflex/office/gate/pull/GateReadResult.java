package pro.saleflex.office.gate.pull;

import java.time.Duration;

/** How reading pages from GATE ended. */
public sealed interface GateReadResult {

    /**
     * All pages were taken.
     *
     * @param serverTime GATE's clock at the first page, in its words: the next {@code since}
     */
    record Complete(String serverTime) implements GateReadResult {}

    /**
     * What GATE sent cannot be used.
     *
     * @param reason in words, without anything that was sent
     */
    record Refused(String reason) implements GateReadResult {}

    /**
     * GATE did not send all.
     *
     * @param reason in words
     * @param retryAfter not to be asked before; null: it did not say
     */
    record Failed(String reason, Duration retryAfter) implements GateReadResult {}

    /** GATE has no such place: 404, 405. There may be one after its next release. */
    record NotOffered() implements GateReadResult {}
}
