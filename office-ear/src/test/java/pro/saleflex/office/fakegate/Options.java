package pro.saleflex.office.fakegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of a gate; {@link RunFakeGate} says what each means. Tests write them as on the command line:
 * {@code FakeGate.start("--lean", "--page-size", "2")}.
 *
 * @param port 0 for any free one
 * @param control 0 for any free one
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

    /** Reads a command line, where a later value beats an earlier one; throws IllegalArgumentException for people. */
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
        int port = whole(given, "port", 9100, 0, 65_535);
        return new Options(
                port,
                whole(given, "control", port == 0 ? 0 : port + 1, 0, 65_535),
                tokens.isEmpty() ? List.of("gate-token") : List.copyOf(tokens),
                given.getOrDefault("api-key", "gate-key"),
                Duration.ofSeconds(whole(given, "expires", 3600, 1, Integer.MAX_VALUE)),
                given.containsKey("lean"),
                given.containsKey("tls"),
                whole(given, "page-size", 100, 1, 10_000),
                whole(given, "check-every", 1, 1, 1_000_000));
    }

    private static int whole(Map<String, String> given, String name, int otherwise, int least, int most) {
        String text = given.get(name);
        try {
            int value = text == null ? otherwise : Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
            throw new IllegalArgumentException("--" + name + " must be from " + least + " to " + most);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a whole number, not " + text, e);
        }
    }
}
