package pro.saleflex.office.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.gate.inbox.HeartbeatExchange.Exchanged;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.TerminalRequests.Asked;

/**
 * The reply to a heartbeat.
 *
 * @param status always ok
 * @param serverTime the server's clock
 * @param nextCallSeconds seconds until the next heartbeat is due
 * @param notifications messages to show to the cashier
 * @param requests what the terminal is asked to do
 */
public record HeartbeatReply(
        String status,
        Instant serverTime,
        int nextCallSeconds,
        List<Notification> notifications,
        List<Request> requests) {

    /**
     * Builds the reply from the facade's answer.
     */
    public static HeartbeatReply of(Exchanged exchanged) {
        Contacts.Answer answer = exchanged.answer();
        return new HeartbeatReply(
                "ok",
                answer.serverTime(),
                answer.nextCallSeconds(),
                Stream.concat(
                                answer.requests().stream()
                                        .filter(asked -> asked.message() != null)
                                        .map(Notification::of),
                                exchanged.notifications().stream().map(Notification::of))
                        .toList(),
                answer.requests().stream()
                        .filter(asked -> asked.message() == null)
                        .map(Request::of)
                        .toList());
    }

    /**
     * A message to show to the cashier.
     *
     * @param id id by which the terminal confirms it; null for a message that is delivered once and needs no
     *     confirmation
     * @param type terminal_message or system_alert; null when the id is null
     * @param title may be null even when there is an id
     * @param message the text
     * @param at when it was written
     */
    public record Notification(String id, String type, String title, String message, Instant at) {

        static Notification of(Asked asked) {
            return new Notification(null, null, null, asked.message(), asked.askedAt());
        }

        /** Returns a notification from GATE. */
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
     * A request to the terminal.
     *
     * @param type resend or refresh
     * @param closureNumber the period to send again; null for refresh, like the next two
     * @param from first receipt number to send again
     * @param to last receipt number to send again
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
