package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.JsonbException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfficeClientTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"ok\",\"accepted\":1,\"rejected\":0}",
                "{\"status\":\"ok\",\"accepted\":1,\"rejected\":5,\"message\":\"so what\"}",
                "{\"status\":\"ok\",\"accepted\":1.0}",
                "{\"status\":\"ok\",\"accepted\":\"1\"}",
                "{\"status\":\"ok\",\"accepted\":true}"
            })
    void deliveredIsOkWithExactlyOneAccepted(String body) {
        assertTrue(OfficeClient.delivered(200, body));
        assertTrue(OfficeClient.delivered(201, body));
        assertFalse(OfficeClient.delivered(202, body));
        assertFalse(OfficeClient.delivered(503, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"ok\",\"accepted\":0,\"rejected\":1}",
                "{\"status\":\"ok\",\"accepted\":2}",
                "{\"status\":\"ok\",\"accepted\":-1}",
                "{\"status\":\"ok\",\"accepted\":\"1.0\"}",
                "{\"status\":\"ok\",\"accepted\":\"one\"}",
                "{\"status\":\"ok\",\"accepted\":null}",
                "{\"status\":\"ok\",\"accepted\":[1]}",
                "{\"status\":\"ok\"}",
                "{\"status\":\"OK\",\"accepted\":1}",
                "{\"status\":\" ok\",\"accepted\":1}",
                "{\"accepted\":1}",
                "[]"
            })
    void anythingElseIsNotDelivered(String body) {
        assertFalse(OfficeClient.delivered(200, body));
    }

    @Test
    void aReplyThatIsNotJsonIsNotDelivered() {
        assertThrows(JsonbException.class, () -> OfficeClient.delivered(200, "<html>"));
        try (ScriptedOffice office = new ScriptedOffice();
                OfficeClient client = new OfficeClient(Options.of("--url", office.url()))) {
            office.answerNext(200, "<html>");
            OfficeClient.Answer answer = client.push("T0001", "transactions", Map.of(), false);
            assertFalse(answer.ok());
            assertEquals(200, answer.http());
        }
    }

    @Test
    void aMissingServerIsAResultAndNothingIsRepeatedSilently() {
        String gone;
        try (ScriptedOffice office = new ScriptedOffice();
                OfficeClient client = new OfficeClient(Options.of("--url", office.url()))) {
            gone = office.url();
            office.hangUpNext();
            assertEquals(
                    0, client.push("T0001", "transactions", Map.of(), false).http());
            assertEquals(1, office.posts().size());
        }
        try (OfficeClient client = new OfficeClient(Options.of("--url", gone))) {
            assertFalse(client.health("T0001").ok());
        }
    }

    @Test
    void sendsSecretAndExtraHeaders() {
        try (ScriptedOffice office = new ScriptedOffice();
                OfficeClient client = new OfficeClient(
                        Options.of("--url", office.url(), "--secret", "s3cret", "--header", "X-Door: back: side"))) {
            assertTrue(client.health("T0001").ok());
            assertEquals("Basic VDAwMDE6czNjcmV0", office.lastHeader("Authorization"));
            assertEquals("back: side", office.lastHeader("X-Door"));
        }
    }
}
