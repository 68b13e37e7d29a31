package pro.saleflex.office.fakegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Command-line options of a gate; {@link RunFakeGate} documents each. Tests pass them in the same form:
 * {@code FakeGate.start("--lean", "--page-size", "2")}.
 *
 * @param port 0 for any free port
 * @param control 0 for any free port
 */
record Options(
        int port,
        int control,
        List<String> tokens,
        String apiKey,
        Duration expires,
        boolean lean,
        boolean tls,
        int pageSize,
        int checkEvery) {

    private static final Set<String> FLAGS = Set.of("lean", "tls");
    private static final Set<String> VALUES =
            Set.of("port", "control", "token", "api-key", "expires", "page-size", "check-every");

    /**
     * Parses a command line; a later value overrides an earlier one.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (FLAGS.contains(name)) {
                given.put(name, "true");
            } else if (!VALUES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + arguments[i] + "; --help lists them all");
            } else if (++i == arguments.length) {
                throw new IllegalArgumentException("--" + name + " needs a value");
            } else if (name.equals("token")) {
                tokens.add(arguments[i]);
            } else {
                given.put(name, arguments[i]);
            }
        }
        int port = integer(given, "port", 9100, 0, 65_535);
        return new Options(
                port,
                integer(given, "control", port == 0 ? 0 : port + 1, 0, 65_535),
                tokens.isEmpty() ? List.of("gate-token") : List.copyOf(tokens),
                given.getOrDefault("api-key", "gate-key"),
                Duration.ofSeconds(integer(given, "expires", 3600, 1, Integer.MAX_VALUE)),
                given.containsKey("lean"),
                given.containsKey("tls"),
                integer(given, "page-size", 100, 1, 10_000),
                integer(given, "check-every", 1, 1, 1_000_000));
    }

    private static int integer(Map<String, String> given, String name, int byDefault, int min, int max) {
        String text = given.get(name);
        try {
            int value = text == null ? byDefault : Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
            throw new IllegalArgumentException("--" + name + " must be from " + min + " to " + max);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a whole number, not " + text, e);
        }
    }
}
