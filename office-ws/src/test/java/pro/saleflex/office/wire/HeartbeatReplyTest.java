package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.gate.inbox.HeartbeatExchange;
import pro.saleflex.office.gate.inbox.NotificationType;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.TerminalRequests;

class HeartbeatReplyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void messagesDeliveredOnceComeBeforeThoseToConfirm() {
        UUID id = new UUID(0, 7);
        Contacts.Answer answer = new Contacts.Answer(
                NOW,
                5,
                List.of(new TerminalRequests.Asked(
                        1, TerminalRequests.Type.NOTICE, null, null, null, "Once", "mary", NOW, NOW)));
        List<Given> open = List.of(
                new Given(id, NotificationType.SYSTEM_ALERT, "Title", "Body", NOW),
                new Given(id, NotificationType.TERMINAL_MESSAGE, "Only a title", null, NOW));

        String json = new JsonForm()
                .getContext(HeartbeatReply.class)
                .toJson(HeartbeatReply.of(new HeartbeatExchange.Exchanged(answer, open)));

        assertEquals(
                "{\"next_call_seconds\":5,\"notifications\":["
                        + "{\"at\":\"2026-11-22T10:00:00Z\",\"message\":\"Once\"},"
                        + "{\"at\":\"2026-11-22T10:00:00Z\",\"id\":\"00000000-0000-0000-0000-000000000007\","
                        + "\"message\":\"Body\",\"title\":\"Title\",\"type\":\"system_alert\"},"
                        + "{\"at\":\"2026-11-22T10:00:00Z\",\"id\":\"00000000-0000-0000-0000-000000000007\","
                        + "\"message\":\"\",\"title\":\"Only a title\",\"type\":\"terminal_message\"}],"
                        + "\"requests\":[],\"server_time\":\"2026-11-22T10:00:00Z\",\"status\":\"ok\"}",
                json);
    }
}
