package pro.saleflex.office.fakegate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import pro.saleflex.office.contract.Contract;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Serves the operations of the contract, in the mode that is on. */
final class Desk {
    static final String BASE = "/api/v1";

    /** Read once: all gates of a run have the same. */
    static final Contract CONTRACT = Contract.of("gate-openapi.yaml");

    private static final Set<String> PRODUCTS =
            Set.of("products", "product_variants", "product_attributes", "product_barcodes");
    private static final Set<String> CAMPAIGNS =
            Set.of("campaign_types", "campaigns", "campaign_rules", "campaign_products", "coupons");

    private final Mood mood;
    private final Shelves shelves;
    private final int checkEvery;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<String>> preparedPages = new ConcurrentHashMap<>();

    /** @param checkEvery only so many-th request is checked against the contract: checking costs more than serving */
    Desk(Mood mood, Shelves shelves, int checkEvery) {
        this.mood = mood;
        this.shelves = shelves;
        this.checkEvery = checkEvery;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    /** What the next pull from that path below the base is answered, whatever there is. */
    void prepare(String path, String page) {
        preparedPages
                .computeIfAbsent(path, unused -> new ConcurrentLinkedQueue<>())
                .add(page);
    }

    Answer answer(Request request) {
        if (!request.path().startsWith(BASE + "/")) {
            return shelves.violations().note(404, request, "there is nothing outside of " + BASE);
        }
        Mode met = mood.meets(path(request));
        return switch (met.name()) {
            case SLOW -> {
                pause(met.millis());
                yield served(request, met);
            }
            case DROP_ANSWER -> served(request, met).ending(Answer.Ending.DROPPED);
            case CUT -> served(request, met).ending(Answer.Ending.CUT);
            case ERROR -> Answer.error(met.status(), "error on demand");
            case TOO_MANY ->
                Answer.error(429, "too many on demand").with("Retry-After", String.valueOf(met.retryAfter()));
            case GARBAGE -> Answer.of(200, "<html><body>Please sign in to this network.</body></html>");
            case FORBIDDEN -> Answer.error(403, "forbidden on demand");
            case NOT_FOUND -> Answer.error(404, "not found on demand");
            case REDIRECT ->
                Answer.error(met.status(), "redirected on demand")
                        .with("Location", request.origin() + "/elsewhere" + request.path());
            case WELL, DOWN, UNAUTHORIZED, WRONG_CERTIFICATE -> served(request, met);
        };
    }

    private static String path(Request request) {
        return request.path().substring(BASE.length());
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // The gate is being closed; nobody waits for this answer.
            Thread.currentThread().interrupt();
        }
    }

    private Answer served(Request request, Mode met) {
        Contract.Operation operation =
                CONTRACT.operation(request.method(), path(request)).orElse(null);
        if (operation == null) {
            boolean known = CONTRACT.knows(path(request));
            return shelves.violations().note(known ? 405 : 404, request, "there is no such operation");
        }
        if (operation.secured() && !shelves.tokens().valid(request.token(), met.name() != Mode.Name.UNAUTHORIZED)) {
            return Answer.error(401, "the token is not valid").with("WWW-Authenticate", "Bearer");
        }
        boolean checked = requests.getAndIncrement() % checkEvery == 0;
        List<String> problems =
                new ArrayList<>(checked ? CONTRACT.problems(operation, request::header, request.query()) : List.of());
        JsonNode body = operation.body() == null ? null : body(request, checked, problems);
        if (checked && body != null) {
            problems.addAll(CONTRACT.problems(operation, body));
        }
        if (!problems.isEmpty()) {
            return shelves.violations().note(400, request, String.join("; ", problems));
        }
        return performed(operation, request, body);
    }

    private static JsonNode body(Request request, boolean checked, List<String> problems) {
        String type = String.valueOf(request.header("Content-Type"));
        if (!type.matches("application/json(; ?charset=utf-8)?")) {
            problems.add("Content-Type is " + type);
        }
        if (request.body() == null) {
            problems.add("the body cannot be unpacked");
            return null;
        }
        try {
            return checked ? Json.read(request.body()) : Json.readQuickly(request.body());
        } catch (JacksonException | IllegalArgumentException e) {
            problems.add("the body is no JSON: " + e.getMessage());
            return null;
        }
    }

    private Answer performed(Contract.Operation operation, Request request, JsonNode body) {
        return switch (operation.id()) {
            case "pushTransaction", "pushClosure" -> document(request, body);
            case "pushStatus" -> status(body);
            case "pullProducts" -> page(request, () -> shelves.changes().page(PRODUCTS::contains, request));
            case "pullCampaigns" -> page(request, () -> shelves.changes().page(CAMPAIGNS::contains, request));
            case "pullReference" -> reference(request);
            case "pullNotifications" ->
                page(request, () -> shelves.notifications().unread(request));
            case "markRead" -> read(request, body);
            case "health" -> Answer.ok();
            case "fetchToken" -> token(body);
            default -> throw new IllegalStateException("the contract has a new operation: " + operation.id());
        };
    }

    private Answer document(Request request, JsonNode body) {
        List<String> problems = CrossCheck.problems(request.header("Idempotency-Key"), body);
        if (!problems.isEmpty()) {
            return shelves.violations().note(400, request, String.join("; ", problems));
        }
        String id = Delivery.id(body);
        for (Refusal refusal : refusals) {
            if (refusal.hits(
                    id,
                    body.path("terminal_code").stringValue(),
                    body.path("receipt_number").asInt(-1))) {
                return Answer.error(refusal.status(), refusal.message());
            }
        }
        return switch (shelves.take(body, request.body())) {
            case STORED -> Answer.json(201, Map.of("status", "ok", "id", id));
            case KNOWN -> Answer.json(200, Map.of("status", "ok", "id", id));
            case OTHER -> Answer.error(409, "this Idempotency-Key stands for other content");
        };
    }

    private Answer status(JsonNode report) {
        shelves.statusReports().take(report);
        return Answer.ok();
    }

    private Answer reference(Request request) {
        String resource = request.query().get("resource");
        if (PRODUCTS.contains(resource) || CAMPAIGNS.contains(resource)) {
            return shelves.violations().note(400, request, resource + " has an operation of its own");
        }
        return page(request, () -> shelves.changes().page(resource::equals, request));
    }

    private Answer page(Request request, Supplier<Page> page) {
        Queue<String> prepared = preparedPages.get(path(request));
        String next = prepared == null ? null : prepared.poll();
        return next != null ? Answer.of(200, next) : Answer.json(200, page.get());
    }

    private Answer read(Request request, JsonNode body) {
        String id = path(request).substring("/notifications/".length()).replace("/read/", "");
        boolean known = shelves.notifications()
                .read(URLDecoder.decode(id, StandardCharsets.UTF_8), Json.read(body, Reading.class));
        return known ? Answer.ok() : Answer.error(404, "there is no such notification");
    }

    private Answer token(JsonNode body) {
        Tokens tokens = shelves.tokens();
        return tokens.handOut(body.path("api_key").stringValue())
                .map(token -> Answer.json(200, Map.of("access", token, "expires_in", tokens.lifetimeSeconds())))
                .orElseGet(() -> Answer.error(401, "the API key is not known"));
    }
}
