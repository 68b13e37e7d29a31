package pro.saleflex.office.gate.pull;

import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.GateAnswer;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.gate.link.GateLink;
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
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.gate.pull.GateReadResult.Complete;
import pro.saleflex.office.gate.pull.GateReadResult.Failed;
import pro.saleflex.office.gate.pull.GateReadResult.NotOffered;
import pro.saleflex.office.gate.pull.GateReadResult.Refused;

/**
 * Reads what GATE hands out in pages, one page after the other, as long as something may be sent to GATE at all.
 *
 * <p>Of what it meets it tells the link only that nobody is there: an address that fails by itself, or asks us to wait, must
 * not hold documents up, and a page that comes must not be taken for a document that passed.
 */
@ApplicationScoped
public class GatePages {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** A pass over pages that takes longer keeps up too much else. */
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
     * Reads all pages, as far as that goes within ten minutes.
     *
     * @param path of the first page, with its query
     * @param most more pages than this are a fault
     * @param taker gets each page
     */
    public GateReadResult read(String path, int most, Taker taker) {
        String firstTime = null;
        Set<String> named = new HashSet<>();
        String next = path;
        Instant latest = clock.instant().plus(LONGEST);
        for (int i = 0; i < most; i++) {
            if (clock.instant().isAfter(latest)) {
                return new Failed("Its pages took longer than " + LONGEST.toMinutes() + " minutes.", null);
            }
            if (link.isOnHold()) {
                return new Failed("GATE is not to be called just now.", null);
            }
            GateAnswer answer = i == 0 ? client.get(next) : client.next(next);
            if (!(answer instanceof Replied replied) || replied.status() != 200) {
                return notGiven(answer);
            }
            Page page = Page.of(replied.body());
            if (page == null) {
                return new Refused("It is not a page of the form it should have.");
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
            if (!client.isOwn(next) || !named.add(next)) {
                return new Refused("A page names a next page that is not GATE's own, or was there before.");
            }
        }
        return new Refused("There are more than " + most + " pages.");
    }

    private GateReadResult notGiven(GateAnswer answer) {
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

    /** Takes pages. */
    @FunctionalInterface
    public interface Taker {

        /** Takes a page's results; answers how the reading is to end here, or nothing: it goes on. */
        Optional<GateReadResult> take(List<JsonValue> results);
    }

    private record Page(List<JsonValue> results, String next, String serverTime) {

        /** Null: it is none. */
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
            } catch (RuntimeException e) { // whatever it is, it is not what the contract says
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
