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
 * Test double of GATE on 127.0.0.1, for tests and trials. It keeps the contract, checks that its callers do, and
 * misbehaves on demand: in one {@link Mode} at a time, and refusing any number of documents besides.
 *
 * <p>The same can be done over HTTP, on the {@link #control control port}: see {@link RunFakeGate}.
 */
public final class FakeGate implements AutoCloseable {
    private final CurrentMode currentMode = new CurrentMode();
    private final GateMemory memory;
    private final ContractEndpoint endpoint;
    private final Controls controls = new Controls(this);
    private final Certificates certificates;
    private final Port port;
    private final Port control;
    private Certificate presented;

    private FakeGate(Options options) {
        memory = GateMemory.empty(options, Clock.systemUTC());
        endpoint = new ContractEndpoint(currentMode, memory, options.checkEvery());
        certificates = options.tls() ? new Certificates() : null;
        port = new Port(options.port(), exchange -> handle(exchange, false));
        control = new Port(options.control(), exchange -> handle(exchange, true));
        control.open(null);
        mode(Mode.well());
    }

    /**
     * Starts a gate; {@link #close} stops it.
     *
     * @param options as on the command line of {@link RunFakeGate}, except that the ports default to free ones
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
            answer = request.path().startsWith("/_")
                    ? controls.answer(request, onControlPort)
                    : endpoint.answer(request);
        } catch (RuntimeException e) {
            answer = memory.violations().note(500, request, "the fake gate failed: " + e);
        }
        answer.send(exchange);
    }

    /** Base URL for OFFICE's settings, without the path of the contract. */
    public String url() {
        return (certificates == null ? "http" : "https") + "://127.0.0.1:" + port.number();
    }

    /** Base URL of the controls, which also answer while the gate is down. */
    public String control() {
        return "http://127.0.0.1:" + control.number();
    }

    /** PEM file with the certificate authority that a caller has to trust; only with {@code --tls}. */
    public Path authority() {
        return certificates.authority();
    }

    /** Switches to this mode; refused documents stay refused in every mode. */
    public synchronized void mode(Mode mode) {
        boolean wrongCertificate = mode.name() == Mode.Name.WRONG_CERTIFICATE;
        if (wrongCertificate && certificates == null) {
            throw new IllegalArgumentException("only a gate with --tls has a certificate");
        }
        currentMode.mode(mode);
        if (mode.name() == Mode.Name.UNAUTHORIZED) {
            memory.tokens().expire();
        }
        listen(mode.name() == Mode.Name.DOWN ? null : wrongCertificate ? mode.certificate() : Certificate.GOOD);
    }

    /** @param certificate null to shut the port; ignored without TLS, except for that */
    private void listen(Certificate certificate) {
        if (certificate == null) {
            port.shut();
        } else if (certificate != presented) {
            port.open(certificates == null ? null : certificates.context(certificate));
        }
        presented = certificate;
    }

    /** The current mode. */
    public Mode mode() {
        return currentMode.mode();
    }

    /** Refuses one more document for good. */
    public void refuse(Refusal refusal) {
        endpoint.refusals().add(refusal);
    }

    /** Accepts all documents again. */
    public void clearRefusals() {
        endpoint.refusals().clear();
    }

    /** Expires all tokens issued for the API key. */
    public void expireTokens() {
        memory.tokens().expire();
    }

    /** Violations of the contract by callers so far; a test expects none. */
    public List<String> violations() {
        return memory.violations().all();
    }

    /**
     * The documents of a terminal in the order of their first arrival.
     *
     * @param terminal its code, or {@code store/terminal} if several stores have a terminal with this code
     */
    public List<Delivery> documents(String terminal) {
        return memory.deliveries().of(terminal);
    }

    /** What was received of each terminal, by {@code store/terminal}. */
    public Map<String, TerminalTally> tallies() {
        return memory.deliveries().tallies();
    }

    /** Number of documents received of all terminals, without repeats. */
    public int documents() {
        return memory.deliveries().count();
    }

    /** Number of status reports received. */
    public int statusReports() {
        return memory.statusReports().reports();
    }

    /** How many of them covered all terminals. */
    public int statusDigests() {
        return memory.statusReports().digests();
    }

    /**
     * The latest status of a terminal as JSON, or null if none was reported.
     *
     * @param terminal {@code store/terminal}
     */
    public String status(String terminal) {
        JsonNode newest = memory.statusReports().newest().get(terminal);
        return newest == null ? null : Json.write(newest);
    }

    /** Adds or changes a row of master data for all stores; {@code row} is JSON with an {@code id}. */
    public void put(String resource, String row) {
        put(resource, null, Json.read(row).path("id").asString(), row);
    }

    /**
     * Adds, changes or deletes a row of master data. Nothing is checked, so that a test can supply an invalid row.
     *
     * @param store null for all stores
     * @param row JSON; null to delete
     */
    public void put(String resource, String store, String id, String row) {
        memory.changes().put(resource, store, id, row == null ? null : Json.read(row));
    }

    /**
     * Answers the next pull from a path with this text instead of a page.
     *
     * @param path below the base, such as {@code /products/updates/}
     * @param page JSON, or any other text
     */
    public void nextPage(String path, String page) {
        endpoint.preparePage(path, page);
    }

    /**
     * Adds a notification for OFFICE to poll.
     *
     * @param notification JSON; missing members are null, a missing id is generated, type defaults to terminal_message
     * @return its id
     */
    public String notify(String notification) {
        return memory.notifications().add(Json.read(notification));
    }

    /** Read confirmations received, by notification id. */
    public Map<String, ReadConfirmation> readConfirmations() {
        return memory.notifications().readConfirmations();
    }

    GateSnapshot seen() {
        return GateSnapshot.of(currentMode, endpoint, memory);
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
