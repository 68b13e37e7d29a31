package pro.saleflex.office.alert.delivery;

/**
 * An announcement of an alert, rendered for every channel. Contains neither personal data nor card numbers.
 *
 * @param event what it announces
 * @param subject the e-mail's subject, one line
 * @param text the e-mail's body
 * @param json the webhook's body
 */
public record OutgoingMessage(Event event, String subject, String text, String json) {

    /** What a message announces. */
    public enum Event {
        /** An alert is open. */
        RAISED,
        /** An alert that was announced got worse. */
        WORSE,
        /** An alert that was announced is resolved. */
        RESOLVED
    }
}
