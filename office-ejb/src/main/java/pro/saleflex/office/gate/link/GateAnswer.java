package pro.saleflex.office.gate.link;

import java.time.Duration;

/** How a call to GATE ended. */
public sealed interface GateAnswer {

    /**
     * GATE answered, whatever.
     *
     * @param status the HTTP status
     * @param body the whole body as text
     * @param retryAfter not to be called before; null: it did not say
     */
    record Replied(int status, String body, Duration retryAfter) implements GateAnswer {

        @Override
        public String toString() {
            return "Replied[" + status + "]"; // never the body: it may hold a token
        }
    }

    /**
     * There was no answer, or none that came to its end.
     *
     * @param reason in words
     * @param end how far the call came
     */
    record NoAnswer(String reason, End end) implements GateAnswer {}

    /**
     * The call was not made: there was no token to show.
     *
     * @param why how the call for a token ended
     */
    record NoToken(GateAnswer why) implements GateAnswer {}

    /** How far a call without an answer came. */
    enum End {
        /** Nobody was there. */
        NOT_REACHED,
        /** GATE was there, and may have taken what was sent; then the connection broke. */
        BROKEN,
        /** GATE was there, and may have taken what was sent; it took too long, or what it said made no sense. */
        USELESS
    }

    /**
     * The call was not made, or is not worth repeating: a setting is wrong, here or in GATE.
     *
     * @param reason in words
     */
    record Misconfigured(String reason) implements GateAnswer {}
}
