package pro.saleflex.office.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.TillRequests.Asked;

/**
 * The reply to a heartbeat.
 *
 * @param status always ok
 * @param serverTime our clock
 * @param nextCallSeconds when to call next
 * @param notifications what to show to the cashier
 * @param requests what to do
 */
public record HeartbeatReply(
        String status,
        Instant serverTime,
        int nextCallSeconds,
        List<Notification> notifications,
        List<Request> requests) {

    /** The reply that a door's answer becomes. */
    public static HeartbeatReply of(Contacts.Answer answer) {
        return new HeartbeatReply(
                "ok",
                answer.serverTime(),
                answer.nextCallSeconds(),
                answer.requests().stream()
                        .filter(asked -> asked.message() != null)
                        .map(asked -> new Notification(asked.message(), asked.askedAt()))
                        .toList(),
                answer.requests().stream()
                        .filter(asked -> asked.message() == null)
                        .map(Request::of)
                        .toList());
    }

    /**
     * Something to show to the cashier.
     *
     * @param message the text
     * @param at when it was written
     */
    public record Notification(String message, Instant at) {}

    /**
     * Something to do.
     *
     * @param type resend or refresh
     * @param closureNumber the period; resend only, and so the next two
     * @param from the first receipt
     * @param to the last receipt
     */
    public record Request(String type, Long closureNumber, Long from, Long to) {

        static Request of(Asked asked) {
            return new Request(
                    asked.type().name().toLowerCase(Locale.ROOT),
                    asked.closureNumber(),
                    asked.fromNumber(),
                    asked.toNumber());
        }
    }
}
