package pro.saleflex.office.benchmark;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.e2e.PortalClient;

/** Client of the live board that works like {@code live.js} without rendering: polls when notified, one at a time. */
final class BoardViewer implements AutoCloseable {
    private static final Pattern FORM = Pattern.compile("<form id=\"live\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern SOURCE = Pattern.compile("officeLook ?= ?function\\(\\) ?\\{[^}]*?\\bs:\"([^\"]+)\"");
    private static final Pattern CHANNEL = Pattern.compile("OmniFaces\\.Push\\.init\\('/office','([^']+)'");
    private static final Pattern NEXT_STATE =
            Pattern.compile("<update id=\"[^\"]*jakarta\\.faces\\.ViewState[^\"]*\"><!\\[CDATA\\[(.*?)]]>");
    private static final Pattern MESSAGE = Pattern.compile("^\"([^\"]*)\"$");
    private static final Pattern VERSION = momentAttribute("version");
    private static final Pattern SIGN = momentAttribute("sign");
    private static final Pattern STORES = momentAttribute("stores");

    /** As in the script: a websocket can be dead without anybody noticing. */
    private static final int POLL_ANYWAY_SECONDS = 20;

    private final PortalClient client;
    private final Sightings sightings = new Sightings();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore notified = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "viewer");
    private final String address;
    private final String source;
    private final String nonce;
    private final URI push;
    private volatile WebSocket socket;
    private volatile boolean closed;
    private String state;
    private String version;
    private String sign;
    private volatile String stores;

    /** Signs in, opens the page, and keeps it up to date until closed. */
    BoardViewer(OfficeServer office) {
        client = new PortalClient(office);
        HttpResponse<String> answer = client.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String page = answer.body();
        if (answer.statusCode() != 200 || !answer.uri().getPath().equals("/office/")) {
            throw new IllegalStateException("Expected the board, got " + answer.uri() + ": " + page);
        }
        address = PortalClient.first(FORM, page);
        source = PortalClient.first(SOURCE, page);
        nonce = PortalClient.nonce(page);
        state = PortalClient.viewState(page);
        read(page);
        push = URI.create(
                office.origin().replace("http", "ws") + "/office/omnifaces.push/" + PortalClient.first(CHANNEL, page));
        connect();
        thread.start();
    }

    private static Pattern momentAttribute(String name) {
        return Pattern.compile("<data id=\"moment\"[^>]* data-" + name + "=\"([^\"]*)\"");
    }

    /** Opens the websocket, then polls, because notifications in between were missed. */
    private void connect() {
        socket = client.http()
                .newWebSocketBuilder()
                .buildAsync(push, new ChangeListener())
                .join();
        notified.release();
    }

    private void read(String text) {
        version = PortalClient.first(VERSION, text);
        sign = PortalClient.first(SIGN, text);
        stores = PortalClient.first(STORES, text);
    }

    private void run() {
        while (!closed) {
            try {
                if (!notified.tryAcquire(POLL_ANYWAY_SECONDS, TimeUnit.SECONDS)) {
                    failures.add("No notification for " + POLL_ANYWAY_SECONDS + " s.");
                }
                notified.drainPermits();
                if (!closed && socket.isInputClosed()) {
                    connect();
                }
                if (!closed) {
                    poll();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) { // the next poll may succeed
                failures.add(e.toString());
            }
        }
    }

    private void poll() {
        long sent = System.currentTimeMillis();
        long start = System.nanoTime();
        HttpResponse<String> answer = client.post(
                address, parameters(), "Faces-Request", "partial/ajax", "X-Requested-With", "XMLHttpRequest");
        long nanos = System.nanoTime() - start;
        long seen = System.currentTimeMillis();
        String text = answer.body();
        if (answer.statusCode() != 200 || !text.contains("<update id=\"news\">") || text.contains("<redirect")) {
            String plain = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
            failures.add(answer.statusCode() + ":" + plain.substring(0, Math.min(100, plain.length())));
            return;
        }
        read(text);
        state = PortalClient.first(NEXT_STATE, text);
        List<Mark> marks = Mark.in(text);
        marks.forEach(mark -> sightings.see(mark, seen));
        calls.add(new Call(sent, nanos, text.getBytes(StandardCharsets.UTF_8).length, marks.size()));
    }

    private Map<String, String> parameters() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("jakarta.faces.partial.ajax", "true");
        fields.put("jakarta.faces.source", source);
        fields.put("jakarta.faces.partial.execute", source);
        fields.put("jakarta.faces.partial.render", "summary news");
        fields.put(source, source);
        fields.put("office.background", "true");
        fields.put("since", version);
        fields.put("order", sign);
        fields.put("show", "");
        fields.put("live", "live");
        fields.put("jakarta.faces.ViewState", state);
        fields.put("primefaces.nonce", nonce);
        return fields;
    }

    Sightings sightings() {
        return sightings;
    }

    /** The successful calls sent from {@code fromMillis} (inclusive) to {@code toMillis} (exclusive). */
    Stream<Call> calls(long fromMillis, long toMillis) {
        return calls.stream().filter(call -> call.sent() >= fromMillis && call.sent() < toMillis);
    }

    /** Failures so far, as text. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        closed = true;
        notified.release();
        socket.abort();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A poll for changes.
     *
     * @param sent when it was sent, epoch milliseconds
     * @param nanos how long the answer took
     * @param bytes the length of the answer
     * @param tiles number of tiles in the answer
     */
    record Call(long sent, long nanos, int bytes, int tiles) {}

    /** Receives which stores changed. */
    private final class ChangeListener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket line, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                String changed = PortalClient.first(MESSAGE, message.toString());
                message.setLength(0);
                if (Stream.of(changed.split(",", -1))
                        .anyMatch(store -> store.equals("all") || (!store.isEmpty() && stores.contains(store)))) {
                    notified.release();
                }
            }
            line.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket line, int code, String reason) {
            failures.add("The websocket was closed: " + code + " " + reason);
            notified.release();
            return null;
        }

        @Override
        public void onError(WebSocket line, Throwable error) {
            if (!closed) {
                failures.add("The websocket failed: " + error);
                notified.release();
            }
        }
    }
}
