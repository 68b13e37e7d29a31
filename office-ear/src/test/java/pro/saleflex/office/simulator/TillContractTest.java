package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.contract.Contract;
import tools.jackson.databind.json.JsonMapper;

/** Simulated tills send requests that conform to {@code openapi.yaml}. */
class TillContractTest {
    private static final Contract CONTRACT = Contract.of("openapi.yaml");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Jsonb JSONB = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    private static void assertConforms(String component, String body) {
        assertEquals(List.of(), CONTRACT.problems(component, JSON.readTree(body)), body);
    }

    /** The master data of a real terminal. */
    private static Shop realShop() throws IOException {
        try (InputStream file = TillContractTest.class.getResourceAsStream("/samples/pos-init.json")) {
            return JSONB.fromJson(file, OfficeClient.InitReply.class).data();
        }
    }

    @Test
    void salesClosuresAndHeartbeatsConform() throws IOException {
        try (ScriptedOffice office = new ScriptedOffice()) {
            office.shop(realShop());
            Options options = Options.of("--url", office.url(), "--cancel", "0.3");
            try (OfficeClient client = new OfficeClient(options)) {
                Till till = new Till(options, 0, client, new Tally(), Ledger.of(null), CornerShop.CLOCK, Runnable::run);
                assertNull(till.boot());
                for (int i = 0; i < 30; i++) {
                    till.sell();
                }
                till.closeDay();
                assertTrue(till.beat());
            }
            assertTrue(office.posts().size() > 30, office.posts().size() + " posts");
            office.posts()
                    .forEach(post -> assertConforms(
                            post.contains("\"closures\":") ? "ClosuresHandOver" : "TransactionsHandOver", post));
            office.heartbeats().forEach(beat -> assertConforms("Heartbeat", beat));
        }
    }
}
