package pro.saleflex.office.fakegate;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Control endpoints, the paths that start with an underscore: show what the gate received, and make it misbehave. */
final class Controls {
    private final FakeGate gate;

    Controls(FakeGate gate) {
        this.gate = gate;
    }

    /**
     * Answers a control request.
     *
     * @param onControlPort whether the request came in by the control port, so that the gate's own port may be shut
     *     before the answer is sent
     */
    Answer answer(Request request, boolean onControlPort) {
        try {
            String call = request.method() + " " + request.path().replaceFirst("(/_seen)/.+", "$1/");
            return switch (call) {
                case "GET /_seen" -> Answer.json(200, gate.seen());
                case "GET /_seen/" ->
                    Answer.json(200, gate.documents(request.path().substring("/_seen/".length())));
                case "POST /_mode" -> mode(body(request), onControlPort);
                case "DELETE /_refusals" -> doNow(gate::clearRefusals);
                case "DELETE /_tokens" -> doNow(gate::expireTokens);
                case "POST /_changes" -> change(body(request));
                case "POST /_notifications" -> Answer.json(200, Map.of("id", gate.notify(Json.write(body(request)))));
                case "POST /_pages" -> page(body(request));
                default -> Answer.error(404, "there is no " + call);
            };
        } catch (JacksonException | IllegalArgumentException e) {
            return Answer.error(400, e.getMessage());
        }
    }

    private static ObjectNode body(Request request) {
        if (Json.read(request.body()) instanceof ObjectNode body) {
            return body;
        }
        throw new IllegalArgumentException("expected a JSON object");
    }

    private static Answer doNow(Runnable task) {
        task.run();
        return Answer.ok();
    }

    private Answer mode(ObjectNode body, boolean onControlPort) {
        if (body.path("mode").asString("").equals("refuse")) {
            gate.refuse(Json.read(body.without(List.of("mode")), Refusal.class));
            return Answer.ok();
        }
        Mode mode = Json.read(body, Mode.class);
        Runnable change = () -> gate.mode(mode);
        return onControlPort ? doNow(change) : Answer.ok().then(change);
    }

    private Answer change(JsonNode body) {
        Change change = Json.read(body, Change.class);
        gate.put(
                change.resource(),
                change.storeCode(),
                change.id(),
                change.row() == null ? null : Json.write(change.row()));
        return Answer.ok();
    }

    private record Change(String resource, String storeCode, String id, JsonNode row) {}

    /** A page given as a JSON string is served as it is, so it may be malformed. */
    private Answer page(JsonNode body) {
        JsonNode page = body.path("page");
        gate.nextPage(body.path("path").asString(), page.isString() ? page.stringValue() : Json.write(page));
        return Answer.ok();
    }
}
