package pro.saleflex.office.gate.inbox;

/**
 * A command of GATE to terminals.
 *
 * @param action to carry out
 * @param closureNumber the period; like the next two only for RESEND; null: missing
 * @param from first receipt number; null: missing
 * @param to last receipt number; null: missing
 */
public record NotificationCommand(Action action, Long closureNumber, Long from, Long to) {

    /** Whether it has the numbers it needs, in the right order. */
    boolean isSound() {
        return action != Action.RESEND
                || (closureNumber != null
                        && from != null
                        && to != null
                        && closureNumber >= 1
                        && from >= 1
                        && to >= from);
    }

    /** Action of a command; lower case on the wire. */
    public enum Action {
        /** The terminal hands over receipts of a period again. */
        RESEND,
        /** The terminal pulls its master data again. */
        REFRESH,
        /** The terminal no longer gets master data. */
        BLOCK,
        /** The terminal gets master data again. */
        UNBLOCK
    }
}
