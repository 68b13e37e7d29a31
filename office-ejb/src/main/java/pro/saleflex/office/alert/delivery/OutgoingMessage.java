package pro.saleflex.office.alert.delivery;

/**
 * What is told, word for word. Holds neither personal data nor card numbers.
 *
 * @param event what it tells about
 * @param subject one line for an e-mail
 * @param text the e-mail
 * @param json the webhook's body
 */
public record OutgoingMessage(Event event, String subject, String text, String json) {

    /** What a message tells about. */
    public enum Event {
        /** An alert stands. */
        RAISED,
        /** An alert that was told got worse. */
        WORSE,
        /** An alert that was told is over. */
        RESOLVED
    }
}
