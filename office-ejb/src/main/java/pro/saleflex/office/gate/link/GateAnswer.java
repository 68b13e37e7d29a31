package pro.saleflex.office.gate.link;

import java.time.Duration;

/** How a call to GATE ended. */
public sealed interface GateAnswer {

    /**
     * GATE answered.
     *
     * @param status HTTP status
     * @param body the whole body as text
     * @param retryAfter how long to wait before the next call; null: GATE did not say
     */
    record Replied(int status, String body, Duration retryAfter) implements GateAnswer {

        @Override
        public String toString() {
            return "Replied[" + status + "]"; // never the body: it may contain a token
        }
    }

    /**
     * There was no complete answer.
     *
     * @param reason as text
     * @param end how far the call got
     */
    record NoAnswer(String reason, End end) implements GateAnswer {}

    /**
     * The call was not made, because there was no token.
     *
     * @param why how the call for a token ended
     */
    record NoToken(GateAnswer why) implements GateAnswer {}

    /** How far a call without an answer got. */
    enum End {
        /** No connection. */
        NOT_REACHED,
        /** Connected, but the connection broke; GATE may have accepted what was sent. */
        BROKEN,
        /** Connected, but the answer was too late or unreadable; GATE may have accepted what was sent. */
        USELESS
    }

    /**
     * The call was not made, or is not worth repeating, because a setting is wrong, here or in GATE.
     *
     * @param reason as text
     */
    record Misconfigured(String reason) implements GateAnswer {}
}
