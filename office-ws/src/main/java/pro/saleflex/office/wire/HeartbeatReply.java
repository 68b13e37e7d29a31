package pro.saleflex.office.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.TerminalRequests.Asked;

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

    /**
     * The reply that the doors' answers become.
     *
     * @param answer to the heartbeat; what it tells, it tells once
     * @param open what the terminal has not confirmed yet
     */
    public static HeartbeatReply of(Contacts.Answer answer, List<Given> open) {
        return new HeartbeatReply(
                "ok",
                answer.serverTime(),
                answer.nextCallSeconds(),
                Stream.concat(
                                answer.requests().stream()
                                        .filter(asked -> asked.message() != null)
                                        .map(Notification::of),
                                open.stream().map(Notification::of))
                        .toList(),
                answer.requests().stream()
                        .filter(asked -> asked.message() == null)
                        .map(Request::of)
                        .toList());
    }

    /**
     * Something to show to the cashier.
     *
     * @param id the terminal confirms it by this; null, as what follows: it is said once, and needs no confirmation
     * @param type terminal_message or system_alert
     * @param title may be null in any case
     * @param message the text
     * @param at when it was written
     */
    public record Notification(String id, String type, String title, String message, Instant at) {

        static Notification of(Asked asked) {
            return new Notification(null, null, null, asked.message(), asked.askedAt());
        }

        /** What GATE told. */
        public static Notification of(Given given) {
            return new Notification(
                    given.id().toString(),
                    given.type().name().toLowerCase(Locale.ROOT),
                    given.title(),
                    given.body() == null ? "" : given.body(),
                    given.at());
        }
    }

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
