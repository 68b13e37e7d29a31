package pro.saleflex.office.gate.pull;

import java.time.Duration;

/** Result of reading pages from GATE. */
public sealed interface GateReadResult {

    /**
     * All pages were read.
     *
     * @param serverTime GATE's time at the first page, exactly as GATE wrote it: the next {@code since}
     */
    record Complete(String serverTime) implements GateReadResult {}

    /**
     * What GATE sent cannot be used.
     *
     * @param reason as text, without any of the data
     */
    record Refused(String reason) implements GateReadResult {}

    /**
     * Not all pages could be read.
     *
     * @param reason as text
     * @param retryAfter how long to wait before the next call; null: GATE did not say
     */
    record Failed(String reason, Duration retryAfter) implements GateReadResult {}

    /** GATE does not have this endpoint: 404, 405. It may have it after its next release. */
    record NotOffered() implements GateReadResult {}
}
