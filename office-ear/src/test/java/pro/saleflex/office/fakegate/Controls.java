package pro.saleflex.office.fakegate;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The paths that begin with an underscore: they show what the gate has, and make it misbehave. */
final class Controls {
    private final FakeGate gate;

    Controls(FakeGate gate) {
        this.gate = gate;
    }

    /** @param onItsOwnPort whether the caller may have the gate's port shut before he is answered */
    Answer answer(Request request, boolean onItsOwnPort) {
        try {
            String call = request.method() + " " + request.path().replaceFirst("(/_seen)/.+", "$1/");
            return switch (call) {
                case "GET /_seen" -> Answer.json(200, gate.seen());
                case "GET /_seen/" ->
                    Answer.json(200, gate.documents(request.path().substring("/_seen/".length())));
                case "POST /_mode" -> mode(body(request), onItsOwnPort);
                case "DELETE /_refusals" -> done(gate::refuseNothing);
                case "DELETE /_tokens" -> done(gate::expireTokens);
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
        throw new IllegalArgumentException("a JSON object is wanted");
    }

    private static Answer done(Runnable task) {
        task.run();
        return Answer.ok();
    }

    private Answer mode(ObjectNode body, boolean onItsOwnPort) {
        if (body.path("mode").asString("").equals("refuse")) {
            gate.refuse(Json.read(body.without(List.of("mode")), Refusal.class));
            return Answer.ok();
        }
        Mode mode = Json.read(body, Mode.class);
        Runnable change = () -> gate.mode(mode);
        return onItsOwnPort ? done(change) : Answer.ok().then(change);
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

    /** A page that is given as text may be broken in any way. */
    private Answer page(JsonNode body) {
        JsonNode page = body.path("page");
        gate.nextPage(body.path("path").asString(), page.isString() ? page.stringValue() : Json.write(page));
        return Answer.ok();
    }
}
