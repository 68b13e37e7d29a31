package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.Samples;

/** Test data: snapshots to import, and access to what terminals get. */
final class MasterData {
    /** The sample snapshot of the terminal's authors. */
    static final String SAMPLE = Samples.body("pos-init.json");

    /** The code of the only cashier in the sample. */
    static final String CODE = "4711";

    private MasterData() {}

    /** Returns the sample with changes. */
    static String changed(UnaryOperator<JsonPatchBuilder> changes) {
        return changes.apply(Json.createPatchBuilder())
                .build()
                .apply(Parsed.object(SAMPLE))
                .toString();
    }

    /** Returns the sample with another value at a JSON pointer. */
    static String replaced(String pointer, String json) {
        return changed(sample -> sample.replace(pointer, Parsed.value(json)));
    }

    /** Asserts that a terminal got data, and returns them. */
    static InitData.Ready ready(InitData reply) {
        return assertInstanceOf(InitData.Ready.class, reply);
    }

    /** Returns the data that a terminal got as JSON. */
    static JsonObject data(InitData reply) {
        return Parsed.object(ready(reply).parts(false).stream()
                .map(part -> "\"" + part.resource() + "\":" + part.text().get())
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** Returns the first row of a resource that a terminal got. */
    static JsonObject first(String resource, InitData reply) {
        return data(reply).getJsonArray(resource).getJsonObject(0);
    }

    /** Returns the message of the cause of this type in a failure. */
    static String message(Class<? extends Exception> type, Throwable failure) {
        Throwable cause = failure;
        while (!type.isInstance(cause)) {
            assertNotNull(cause, failure::toString);
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
