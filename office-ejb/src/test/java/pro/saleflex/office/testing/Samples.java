package pro.saleflex.office.testing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Sample documents of the real terminal. */
public final class Samples {
    private Samples() {}

    /** Returns a whole request body. */
    public static String body(String name) {
        try (InputStream file = Samples.class.getResourceAsStream("/samples/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first item of a request body as compact JSON. */
    public static String item(String name) {
        return object(name).toString();
    }

    /** Returns the first item of a request body. */
    public static JsonObject object(String name) {
        JsonObject body = Parsed.object(body(name));
        String list = body.containsKey("transactions") ? "transactions" : "closures";
        return body.getJsonArray(list).getJsonObject(0);
    }
}
