package pro.saleflex.office.gate.link;

/**
 * A state of the circuit breaker, and the transitions between states. Pure; {@link CircuitBreaker} holds the times.
 *
 * @param position closed: deliveries flow; open: nothing is sent but probes; half open: one trial delivery at a time
 * @param diagnosis what is known about GATE
 */
record CircuitState(Position position, Diagnosis diagnosis) {
    /** Nothing is known yet, so a probe comes first. */
    static final CircuitState INITIAL = new CircuitState(Position.OPEN, Diagnosis.AWAY);

    static final CircuitState CLOSED = new CircuitState(Position.CLOSED, Diagnosis.REACHABLE);

    enum Position {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    enum Diagnosis {
        /** GATE answers. */
        REACHABLE,
        /** GATE cannot be reached, does not answer probes well, or was not tried yet. */
        AWAY,
        /** A probe was refused: 401, 403, 404 or a redirection. The next probe may clear this. */
        PROBE_REFUSED,
        /** A delivery was refused that way. Probes say nothing about it; only a delivery that passes clears this. */
        DELIVERY_REFUSED
    }

    enum Event {
        /** GATE took a delivery, or refused the document in its own words. */
        DELIVERY_PASSED,
        /** A delivery failed for a reason that may lie in the document. */
        DELIVERY_FAILED,
        /** The same, once too often in a row. */
        DELIVERIES_KEEP_FAILING,
        /** GATE could not be reached. */
        DELIVERY_UNREACHABLE,
        /** GATE refused the caller, not the document. */
        DELIVERY_REFUSED,
        PROBE_PASSED,
        PROBE_FAILED,
        /**
         * Several probes in a row were answered, but badly: perhaps only GATE's health check is slow or missing.
         */
        PROBES_KEEP_FAILING,
        PROBE_REFUSED
    }

    /** Returns the state after an event. */
    CircuitState after(Event event) {
        return switch (event) {
            case DELIVERY_PASSED -> CLOSED;
            case DELIVERY_FAILED -> position == Position.HALF_OPEN ? open(afterFailedTrial()) : this;
            case DELIVERIES_KEEP_FAILING ->
                switch (position) {
                    case CLOSED -> open(Diagnosis.REACHABLE);
                    case HALF_OPEN -> open(afterFailedTrial());
                    case OPEN -> this; // a delivery that began before the breaker opened says nothing new
                };
            case DELIVERY_UNREACHABLE ->
                position == Position.OPEN && diagnosis == Diagnosis.DELIVERY_REFUSED ? this : open(Diagnosis.AWAY);
            case DELIVERY_REFUSED -> open(Diagnosis.DELIVERY_REFUSED);
            case PROBE_PASSED ->
                new CircuitState(
                        position == Position.OPEN ? Position.HALF_OPEN : position,
                        diagnosis == Diagnosis.DELIVERY_REFUSED ? diagnosis : Diagnosis.REACHABLE);
            case PROBE_FAILED -> open(Diagnosis.AWAY);
            case PROBES_KEEP_FAILING -> new CircuitState(Position.HALF_OPEN, diagnosis);
            case PROBE_REFUSED -> open(Diagnosis.PROBE_REFUSED);
        };
    }

    /**
     * Returns the diagnosis after a failed trial: if a probe passed before it, GATE answers; otherwise it means
     * nothing.
     */
    private Diagnosis afterFailedTrial() {
        return diagnosis == Diagnosis.DELIVERY_REFUSED ? Diagnosis.REACHABLE : diagnosis;
    }

    private static CircuitState open(Diagnosis diagnosis) {
        return new CircuitState(Position.OPEN, diagnosis);
    }

    /** Whether GATE is away or refuses this server. */
    boolean down() {
        return diagnosis != Diagnosis.REACHABLE;
    }

    /** Whether GATE refuses this server or a setting is wrong. */
    boolean misconfigured() {
        return diagnosis == Diagnosis.PROBE_REFUSED || diagnosis == Diagnosis.DELIVERY_REFUSED;
    }
}
