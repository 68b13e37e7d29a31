package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final String NOTIFICATIONS = "/notifications/?terminal_id=G-1";

    private final FakeGate gate =
            FakeGate.start("--token", "one", "--token", "two", "--api-key", "k", "--expires", "60");
    private final Caller office = new Caller(gate);

    @AfterEach
    void close() {
        gate.close();
    }

    private int status(String token) throws IOException {
        return office.with("Authorization", token == null ? null : "Bearer " + token)
                .get(NOTIFICATIONS)
                .status();
    }

    private Caller.Reply exchange(String key) throws IOException {
        return office.with("Authorization", null)
                .post("/auth/token/", "{\"api_key\":\"" + key + "\",\"terminal_id\":\"G-1\"}");
    }

    @Test
    void onlyTheMerchantsTokensAreAccepted() throws IOException {
        assertEquals(200, status("one"));
        assertEquals(200, status("two"));
        assertEquals(401, status("three"));
        assertEquals(401, status(null));
        assertEquals(
                401,
                office.with("Authorization", "Basic one").get(NOTIFICATIONS).status());
        assertEquals(List.of(), gate.violations());
    }

    @Test
    void anIssuedTokenIsAcceptedUntilItExpires() throws IOException {
        Caller.Reply reply = exchange("k");
        assertEquals(60, reply.body().path("expires_in").intValue());
        String token = reply.body().path("access").asString();
        assertEquals(200, status(token));
        gate.expireTokens();
        assertEquals(401, status(token));
        assertEquals(200, status(exchange("k").body().path("access").asString()));
        assertEquals(200, status("one"));
        assertEquals(401, exchange("wrong").status());
    }

    @Test
    void modeUnauthorizedLastsUntilTheTokenIsRenewed() throws IOException {
        String token = exchange("k").body().path("access").asString();
        gate.mode(Mode.of(Mode.Name.UNAUTHORIZED));
        assertEquals(401, status(token));
        assertEquals(401, status("one"));
        assertEquals(200, status(exchange("k").body().path("access").asString()));
    }

    @Test
    void tokensExpireAfterTheirLifetime() {
        Options options = Options.of("--expires", "60");
        Instant start = Instant.parse("2026-11-22T10:00:00Z");
        Instant[] now = {start};
        Tokens tokens = new Tokens(options, new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        String token = tokens.issue("gate-key").orElseThrow();
        now[0] = start.plus(Duration.ofSeconds(59));
        assertTrue(tokens.valid(token, true));
        now[0] = start.plus(Duration.ofSeconds(60));
        assertFalse(tokens.valid(token, true));
    }
}
