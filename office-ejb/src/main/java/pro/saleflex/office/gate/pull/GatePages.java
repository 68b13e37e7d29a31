package pro.saleflex.office.gate.pull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.GateAnswer;
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.GateReadResult.Complete;
import pro.saleflex.office.gate.pull.GateReadResult.Failed;
import pro.saleflex.office.gate.pull.GateReadResult.NotOffered;
import pro.saleflex.office.gate.pull.GateReadResult.Refused;

/**
 * Reads paged resources of GATE, page by page, while the link is not on hold.
 *
 * <p>It reports to the link only that GATE is unreachable: an endpoint that fails on its own, or asks us to wait, must
 * not hold documents up, and a page that arrives does not show that deliveries pass.
 */
@ApplicationScoped
public class GatePages {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** A longer read would delay too much else. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Clock clock;
    private GateClient client;
    private GateLink link;

    /** Public for the container. */
    public GatePages() {}

    @Inject
    GatePages(Clock clock, GateClient client, GateLink link) {
        this.clock = clock;
        this.client = client;
        this.link = link;
    }

    /**
     * Reads all pages, for ten minutes at most.
     *
     * @param path of the first page, with its query
     * @param most more pages than this are an error
     * @param taker gets each page
     */
    public GateReadResult read(String path, int most, PageConsumer taker) {
        String firstTime = null;
        Set<String> seen = new HashSet<>();
        String next = path;
        Instant deadline = clock.instant().plus(LONGEST);
        for (int i = 0; i < most; i++) {
            if (clock.instant().isAfter(deadline)) {
                return new Failed("Reading the pages took longer than " + LONGEST.toMinutes() + " minutes.", null);
            }
            if (link.isOnHold()) {
                return new Failed("Calls to GATE are on hold.", null);
            }
            GateAnswer answer = i == 0 ? client.get(next) : client.next(next);
            if (!(answer instanceof Replied replied) || replied.status() != 200) {
                return failure(answer);
            }
            Page page = Page.of(replied.body());
            if (page == null) {
                return new Refused("The page is malformed.");
            }
            Optional<GateReadResult> end = taker.take(page.results());
            if (end.isPresent()) {
                return end.get();
            }
            firstTime = i == 0 ? page.serverTime() : firstTime;
            next = page.next();
            if (next == null) {
                return new Complete(firstTime);
            }
            if (!client.isOwn(next) || !seen.add(next)) {
                return new Refused("A page names a next page that is not GATE's own or was read before.");
            }
        }
        return new Refused("There are more than " + most + " pages.");
    }

    private GateReadResult failure(GateAnswer answer) {
        DeliveryResult result = DeliveryResult.of(answer);
        if (result.outcome() == DeliveryResult.Outcome.UNREACHABLE) {
            link.recordResult(result);
        }
        if (answer instanceof Replied replied && (replied.status() == 404 || replied.status() == 405)) {
            return new NotOffered();
        }
        return result.outcome() == DeliveryResult.Outcome.REFUSED
                ? new Refused(result.reason())
                : new Failed(result.reason(), result.retryAfter());
    }

    /** Consumer of pages. */
    @FunctionalInterface
    public interface PageConsumer {

        /** Takes a page's results; returns the result with which to stop reading, or empty to go on. */
        Optional<GateReadResult> take(List<JsonValue> results);
    }

    private record Page(List<JsonValue> results, String next, String serverTime) {

        /** Parses a page; null: it is malformed. */
        static Page of(String body) {
            try (JsonReader reader = READERS.createReader(new StringReader(body))) {
                JsonObject page = reader.readObject();
                JsonValue next = page.getOrDefault("next", JsonValue.NULL);
                if (page.get("results") instanceof JsonArray results
                        && page.get("server_time") instanceof JsonString time
                        && (next == JsonValue.NULL || next instanceof JsonString)
                        && isTime(time.getString())) {
                    return new Page(
                            results, next instanceof JsonString text ? text.getString() : null, time.getString());
                }
                return null;
            } catch (RuntimeException e) { // not the JSON that the contract requires
                return null;
            }
        }

        private static boolean isTime(String text) {
            try {
                OffsetDateTime.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
