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

/** Looks at the board as {@code live.js} does, without drawing it: one question at a time, asked when told to. */
final class BoardViewer implements AutoCloseable {
    private static final Pattern FORM = Pattern.compile("<form id=\"live\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern SOURCE = Pattern.compile("officeLook ?= ?function\\(\\) ?\\{[^}]*?\\bs:\"([^\"]+)\"");
    private static final Pattern CHANNEL = Pattern.compile("OmniFaces\\.Push\\.init\\('/office','([^']+)'");
    private static final Pattern NEXT_STATE =
            Pattern.compile("<update id=\"[^\"]*jakarta\\.faces\\.ViewState[^\"]*\"><!\\[CDATA\\[(.*?)]]>");
    private static final Pattern TOLD = Pattern.compile("^\"([^\"]*)\"$");
    private static final Pattern VERSION = moment("version");
    private static final Pattern SIGN = moment("sign");
    private static final Pattern STORES = moment("stores");

    /** As in the script: a line can be dead without anybody noticing. */
    private static final int LOOK_ANYWAY_SECONDS = 20;

    private final PortalClient client;
    private final Sightings sightings = new Sightings();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore told = new Semaphore(0);
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

    /** Signs in, opens the page, and keeps it up to date from now on. */
    BoardViewer(OfficeServer office) {
        client = new PortalClient(office);
        HttpResponse<String> answer = client.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String page = answer.body();
        if (answer.statusCode() != 200 || !answer.uri().getPath().equals("/office/")) {
            throw new IllegalStateException("Not the board but " + answer.uri() + ": " + page);
        }
        address = PortalClient.first(FORM, page);
        source = PortalClient.first(SOURCE, page);
        nonce = PortalClient.nonce(page);
        state = PortalClient.viewState(page);
        read(page);
        push = URI.create(
                office.origin().replace("http", "ws") + "/office/omnifaces.push/" + PortalClient.first(CHANNEL, page));
        listen();
        thread.start();
    }

    private static Pattern moment(String name) {
        return Pattern.compile("<data id=\"moment\"[^>]* data-" + name + "=\"([^\"]*)\"");
    }

    /** And asks, because what was said meanwhile was not heard. */
    private void listen() {
        socket = client.http().newWebSocketBuilder().buildAsync(push, new Ear()).join();
        told.release();
    }

    private void read(String text) {
        version = PortalClient.first(VERSION, text);
        sign = PortalClient.first(SIGN, text);
        stores = PortalClient.first(STORES, text);
    }

    private void run() {
        while (!closed) {
            try {
                if (!told.tryAcquire(LOOK_ANYWAY_SECONDS, TimeUnit.SECONDS)) {
                    failures.add("Nothing was told for " + LOOK_ANYWAY_SECONDS + " s.");
                }
                told.drainPermits();
                if (!closed && socket.isInputClosed()) {
                    listen();
                }
                if (!closed) {
                    ask();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) { // the next call may be answered
                failures.add(e.toString());
            }
        }
    }

    private void ask() {
        long sent = System.currentTimeMillis();
        long began = System.nanoTime();
        HttpResponse<String> answer =
                client.post(address, question(), "Faces-Request", "partial/ajax", "X-Requested-With", "XMLHttpRequest");
        long nanos = System.nanoTime() - began;
        long seen = System.currentTimeMillis();
        String text = answer.body();
        if (answer.statusCode() != 200 || !text.contains("<update id=\"news\">") || text.contains("<redirect")) {
            String words = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
            failures.add(answer.statusCode() + ":" + words.substring(0, Math.min(100, words.length())));
            return;
        }
        read(text);
        state = PortalClient.first(NEXT_STATE, text);
        List<Mark> marks = Mark.in(text);
        marks.forEach(mark -> sightings.see(mark, seen));
        calls.add(new Call(sent, nanos, text.getBytes(StandardCharsets.UTF_8).length, marks.size()));
    }

    private Map<String, String> question() {
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

    /** The calls made from a moment on, before another, that were answered well. */
    Stream<Call> calls(long fromMillis, long toMillis) {
        return calls.stream().filter(call -> call.sent() >= fromMillis && call.sent() < toMillis);
    }

    /** What went wrong, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        closed = true;
        told.release();
        socket.abort();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A call for what is new.
     *
     * @param sent when it was sent, epoch milliseconds
     * @param nanos how long the answer took
     * @param bytes the length of the answer
     * @param tiles how many tills were in it
     */
    record Call(long sent, long nanos, int bytes, int tiles) {}

    /** Hears which stores changed. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket line, CharSequence part, boolean last) {
            heard.append(part);
            if (last) {
                String changed = PortalClient.first(TOLD, heard.toString());
                heard.setLength(0);
                if (Stream.of(changed.split(",", -1))
                        .anyMatch(store -> store.equals("all") || (!store.isEmpty() && stores.contains(store)))) {
                    told.release();
                }
            }
            line.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket line, int code, String reason) {
            failures.add("The websocket was closed: " + code + " " + reason);
            told.release();
            return null;
        }

        @Override
        public void onError(WebSocket line, Throwable error) {
            if (!closed) {
                failures.add("The websocket failed: " + error);
                told.release();
            }
        }
    }
}
