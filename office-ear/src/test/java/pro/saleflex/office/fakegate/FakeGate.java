package pro.saleflex.office.fakegate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A GATE on 127.0.0.1 for tests and for trying things out. It keeps the contract, checks that its callers do, and
 * misbehaves as it is told: one {@link Mode} at a time, and any number of refused documents besides.
 *
 * <p>All of it can be done over HTTP, too, on the {@link #control control port}: see {@link RunFakeGate}.
 */
public final class FakeGate implements AutoCloseable {
    private final Mood mood = new Mood();
    private final Shelves shelves;
    private final Desk desk;
    private final Controls controls = new Controls(this);
    private final Certificates certificates;
    private final Port port;
    private final Port control;
    private Certificate showing;

    private FakeGate(Options options) {
        shelves = Shelves.empty(options, Clock.systemUTC());
        desk = new Desk(mood, shelves, options.checkEvery());
        certificates = options.tls() ? new Certificates() : null;
        port = new Port(options.port(), exchange -> handle(exchange, false));
        control = new Port(options.control(), exchange -> handle(exchange, true));
        control.open(null);
        mode(Mode.well());
    }

    /**
     * Starts one; closing it stops it.
     *
     * @param options as on the command line of {@link RunFakeGate}; its ports are any free ones unless they are given
     */
    public static FakeGate start(String... options) {
        return start(Options.of(
                Stream.concat(Stream.of("--port", "0"), Arrays.stream(options)).toArray(String[]::new)));
    }

    static FakeGate start(Options options) {
        return new FakeGate(options);
    }

    private void handle(HttpExchange exchange, boolean onControlPort) throws IOException {
        Request request = Request.read(exchange);
        Answer answer;
        try {
            answer = request.path().startsWith("/_") ? controls.answer(request, onControlPort) : desk.answer(request);
        } catch (RuntimeException e) {
            answer = shelves.violations().note(500, request, "the fake gate does not understand: " + e);
        }
        answer.send(exchange);
    }

    /** The address for OFFICE's settings, without the path of the contract. */
    public String url() {
        return (certificates == null ? "http" : "https") + "://127.0.0.1:" + port.number();
    }

    /** The address of the controls, which answers also while the gate is down. */
    public String control() {
        return "http://127.0.0.1:" + control.number();
    }

    /** The certificate of the authority a caller has to trust, as PEM; only with {@code --tls}. */
    public Path authority() {
        return certificates.authority();
    }

    /** Behaves like this from now on; refused documents stay refused. */
    public synchronized void mode(Mode now) {
        boolean wrong = now.name() == Mode.Name.WRONG_CERTIFICATE;
        if (wrong && certificates == null) {
            throw new IllegalArgumentException("only a gate with --tls shows a certificate");
        }
        mood.mode(now);
        if (now.name() == Mode.Name.UNAUTHORIZED) {
            shelves.tokens().expire();
        }
        show(now.name() == Mode.Name.DOWN ? null : wrong ? now.certificate() : Certificate.GOOD);
    }

    /** @param wanted null for a port that is shut */
    private void show(Certificate wanted) {
        if (wanted == null) {
            port.shut();
        } else if (wanted != showing) {
            port.open(certificates == null ? null : certificates.context(wanted));
        }
        showing = wanted;
    }

    /** The mode that is on. */
    public Mode mode() {
        return mood.mode();
    }

    /** Refuses one more document for good. */
    public void refuse(Refusal refusal) {
        desk.refusals().add(refusal);
    }

    /** No document is refused any longer. */
    public void refuseNothing() {
        desk.refusals().clear();
    }

    /** All tokens that were handed out for the API key are not valid any longer. */
    public void expireTokens() {
        shelves.tokens().expire();
    }

    /** What was asked against the contract so far; a test expects none. */
    public List<String> violations() {
        return shelves.violations().all();
    }

    /**
     * The documents of a terminal in the order of their first arrival.
     *
     * @param terminal its code, or {@code store/terminal} when two stores have one of that code
     */
    public List<Delivery> documents(String terminal) {
        return shelves.deliveries().of(terminal);
    }

    /** What there is of each terminal that handed anything over, by {@code store/terminal}. */
    public Map<String, TerminalTally> tallies() {
        return shelves.deliveries().tallies();
    }

    /** How many documents there are of all terminals, without repeats. */
    public int documents() {
        return shelves.deliveries().count();
    }

    /** How many status reports came. */
    public int statusReports() {
        return shelves.statusReports().reports();
    }

    /** How many of them had all terminals. */
    public int statusDigests() {
        return shelves.statusReports().digests();
    }

    /**
     * The newest status of a terminal as JSON, or null.
     *
     * @param terminal {@code store/terminal}
     */
    public String status(String terminal) {
        JsonNode newest = shelves.statusReports().newest().get(terminal);
        return newest == null ? null : Json.write(newest);
    }

    /** A row of master data is new, or has changed; {@code row} is JSON with an {@code id}. For all stores. */
    public void put(String resource, String row) {
        put(resource, null, Json.read(row).path("id").asString(), row);
    }

    /**
     * A row of master data is new, has changed, or is deleted. Nothing is checked, so that it may be a bad one.
     *
     * @param store null for all stores
     * @param row as JSON; null for deleted
     */
    public void put(String resource, String store, String id, String row) {
        shelves.changes().put(resource, store, id, row == null ? null : Json.read(row));
    }

    /**
     * What the next pull gets instead of a page.
     *
     * @param path below the base, such as {@code /products/updates/}
     * @param page JSON, or whatever else
     */
    public void nextPage(String path, String page) {
        desk.prepare(path, page);
    }

    /**
     * A notification is there to be polled.
     *
     * @param notification as JSON; what is left out is null, the id is made up, the type is terminal_message
     * @return its id
     */
    public String notify(String notification) {
        return shelves.notifications().add(Json.read(notification));
    }

    /** The notifications that were read, by id. */
    public Map<String, Reading> readings() {
        return shelves.notifications().readings();
    }

    Seen seen() {
        return Seen.of(mood, desk, shelves);
    }

    @Override
    public void close() {
        port.close();
        control.close();
        if (certificates != null) {
            certificates.close();
        }
    }
}
