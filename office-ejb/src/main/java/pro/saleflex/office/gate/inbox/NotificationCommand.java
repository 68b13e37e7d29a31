package pro.saleflex.office.gate.inbox;

/**
 * What GATE wants done.
 *
 * @param action what
 * @param closureNumber the period; RESEND only, and so the next two; null: GATE did not say
 * @param from the first receipt
 * @param to the last receipt
 */
public record NotificationCommand(Action action, Long closureNumber, Long from, Long to) {

    /** Is everything there that it takes? */
    boolean isSound() {
        return action != Action.RESEND
                || (closureNumber != null
                        && from != null
                        && to != null
                        && closureNumber >= 1
                        && from >= 1
                        && to >= from);
    }

    /** What can be wanted; on the wire in small letters. */
    public enum Action {
        /** The terminal is to hand over receipts of a period once more. */
        RESEND,
        /** The terminal is to pull its master data anew. */
        REFRESH,
        /** It gets no master data any more. */
        BLOCK,
        /** It gets them again. */
        UNBLOCK
    }
}
