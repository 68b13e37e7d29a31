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

/** Serves the operations of the contract, in the current mode. */
final class ContractEndpoint {
    static final String BASE = "/api/v1";

    /** Parsed once and shared by all gates of a run. */
    static final Contract CONTRACT = Contract.of("gate-openapi.yaml");

    private static final Set<String> PRODUCTS =
            Set.of("products", "product_variants", "product_attributes", "product_barcodes");
    private static final Set<String> CAMPAIGNS =
            Set.of("campaign_types", "campaigns", "campaign_rules", "campaign_products", "coupons");

    private final CurrentMode currentMode;
    private final GateMemory memory;
    private final int checkEvery;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<String>> preparedPages = new ConcurrentHashMap<>();

    /** @param checkEvery checks only every n-th request against the contract: checking costs more than serving */
    ContractEndpoint(CurrentMode currentMode, GateMemory memory, int checkEvery) {
        this.currentMode = currentMode;
        this.memory = memory;
        this.checkEvery = checkEvery;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    /** Answers the next pull from this path (below the base) with this page, whatever rows there are. */
    void preparePage(String path, String page) {
        preparedPages
                .computeIfAbsent(path, unused -> new ConcurrentLinkedQueue<>())
                .add(page);
    }

    Answer answer(Request request) {
        if (!request.path().startsWith(BASE + "/")) {
            return memory.violations().note(404, request, "nothing is served outside " + BASE);
        }
        Mode mode = currentMode.modeFor(path(request));
        return switch (mode.name()) {
            case SLOW -> {
                sleep(mode.millis());
                yield perform(request, mode);
            }
            case DROP_ANSWER -> perform(request, mode).ending(Answer.Ending.DROPPED);
            case CUT -> perform(request, mode).ending(Answer.Ending.CUT);
            case ERROR -> Answer.error(mode.status(), "error on demand");
            case TOO_MANY ->
                Answer.error(429, "too many on demand").with("Retry-After", String.valueOf(mode.retryAfter()));
            case GARBAGE -> Answer.of(200, "<html><body>Please sign in to this network.</body></html>");
            case FORBIDDEN -> Answer.error(403, "forbidden on demand");
            case NOT_FOUND -> Answer.error(404, "not found on demand");
            case REDIRECT ->
                Answer.error(mode.status(), "redirected on demand")
                        .with("Location", request.origin() + "/elsewhere" + request.path());
            case WELL, DOWN, UNAUTHORIZED, WRONG_CERTIFICATE -> perform(request, mode);
        };
    }

    private static String path(Request request) {
        return request.path().substring(BASE.length());
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // The gate is closing; nobody waits for this answer.
            Thread.currentThread().interrupt();
        }
    }

    private Answer perform(Request request, Mode mode) {
        Contract.Operation operation =
                CONTRACT.operation(request.method(), path(request)).orElse(null);
        if (operation == null) {
            boolean known = CONTRACT.knows(path(request));
            return memory.violations().note(known ? 405 : 404, request, "there is no such operation");
        }
        if (operation.secured() && !memory.tokens().valid(request.token(), mode.name() != Mode.Name.UNAUTHORIZED)) {
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
            return memory.violations().note(400, request, String.join("; ", problems));
        }
        return dispatch(operation, request, body);
    }

    private static JsonNode body(Request request, boolean checked, List<String> problems) {
        String type = String.valueOf(request.header("Content-Type"));
        if (!type.matches("application/json(; ?charset=utf-8)?")) {
            problems.add("Content-Type is " + type);
        }
        if (request.body() == null) {
            problems.add("the body is not valid gzip");
            return null;
        }
        try {
            return checked ? Json.read(request.body()) : Json.readQuickly(request.body());
        } catch (JacksonException | IllegalArgumentException e) {
            problems.add("the body is no JSON: " + e.getMessage());
            return null;
        }
    }

    private Answer dispatch(Contract.Operation operation, Request request, JsonNode body) {
        return switch (operation.id()) {
            case "pushTransaction", "pushClosure" -> document(request, body);
            case "pushStatus" -> status(body);
            case "pullProducts" -> page(request, () -> memory.changes().page(PRODUCTS::contains, request));
            case "pullCampaigns" -> page(request, () -> memory.changes().page(CAMPAIGNS::contains, request));
            case "pullReference" -> reference(request);
            case "pullNotifications" ->
                page(request, () -> memory.notifications().unread(request));
            case "markRead" -> read(request, body);
            case "health" -> Answer.ok();
            case "fetchToken" -> token(body);
            default -> throw new IllegalStateException("not implemented: " + operation.id());
        };
    }

    private Answer document(Request request, JsonNode body) {
        List<String> problems = CrossCheck.problems(request.header("Idempotency-Key"), body);
        if (!problems.isEmpty()) {
            return memory.violations().note(400, request, String.join("; ", problems));
        }
        String id = Delivery.id(body);
        for (Refusal refusal : refusals) {
            if (refusal.matches(
                    id,
                    body.path("terminal_code").stringValue(),
                    body.path("receipt_number").asInt(-1))) {
                return Answer.error(refusal.status(), refusal.message());
            }
        }
        return switch (memory.store(body, request.body())) {
            case STORED -> Answer.json(201, Map.of("status", "ok", "id", id));
            case KNOWN -> Answer.json(200, Map.of("status", "ok", "id", id));
            case OTHER -> Answer.error(409, "this Idempotency-Key was used for different content");
        };
    }

    private Answer status(JsonNode report) {
        memory.statusReports().take(report);
        return Answer.ok();
    }

    private Answer reference(Request request) {
        String resource = request.query().get("resource");
        if (PRODUCTS.contains(resource) || CAMPAIGNS.contains(resource)) {
            return memory.violations().note(400, request, resource + " has its own operation");
        }
        return page(request, () -> memory.changes().page(resource::equals, request));
    }

    private Answer page(Request request, Supplier<Page> page) {
        Queue<String> prepared = preparedPages.get(path(request));
        String next = prepared == null ? null : prepared.poll();
        return next != null ? Answer.of(200, next) : Answer.json(200, page.get());
    }

    private Answer read(Request request, JsonNode body) {
        String id = path(request).substring("/notifications/".length()).replace("/read/", "");
        boolean known = memory.notifications()
                .read(URLDecoder.decode(id, StandardCharsets.UTF_8), Json.read(body, ReadConfirmation.class));
        return known ? Answer.ok() : Answer.error(404, "there is no such notification");
    }

    private Answer token(JsonNode body) {
        Tokens tokens = memory.tokens();
        return tokens.issue(body.path("api_key").stringValue())
                .map(token -> Answer.json(200, Map.of("access", token, "expires_in", tokens.lifetimeSeconds())))
                .orElseGet(() -> Answer.error(401, "unknown API key"));
    }
}
