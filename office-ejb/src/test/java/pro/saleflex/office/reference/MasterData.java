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

/** Snapshots to import, and what terminals get of them. */
final class MasterData {
    /** The snapshot that the terminal's authors gave. */
    static final String SAMPLE = Samples.body("pos-init.json");

    /** The code of the only cashier in the sample. */
    static final String CODE = "4711";

    private MasterData() {}

    /** The sample with changes. */
    static String changed(UnaryOperator<JsonPatchBuilder> changes) {
        return changes.apply(Json.createPatchBuilder())
                .build()
                .apply(Parsed.object(SAMPLE))
                .toString();
    }

    /** The sample with another value at a JSON pointer. */
    static String replaced(String pointer, String json) {
        return changed(sample -> sample.replace(pointer, Parsed.value(json)));
    }

    /** What a terminal got, which must be data. */
    static InitData.Ready ready(InitData got) {
        return assertInstanceOf(InitData.Ready.class, got);
    }

    /** The data that a terminal got. */
    static JsonObject data(InitData got) {
        return Parsed.object(ready(got).parts(false).stream()
                .map(part -> "\"" + part.resource() + "\":" + part.text().get())
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** The first row of a resource in what a terminal got. */
    static JsonObject first(String resource, InitData got) {
        return data(got).getJsonArray(resource).getJsonObject(0);
    }

    /** What the cause of this type in a failure says. */
    static String message(Class<? extends Exception> type, Throwable failure) {
        Throwable cause = failure;
        while (!type.isInstance(cause)) {
            assertNotNull(cause, failure::toString);
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
