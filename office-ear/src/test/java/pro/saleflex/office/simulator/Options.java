package pro.saleflex.office.simulator;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Command-line options of a run; {@link Simulator} documents each. Tests pass them in the same form:
 * {@code Options.of("--url", url, "--terminals", "3")}.
 *
 * @param secret null for no authentication
 * @param ledger null for no file
 */
public record Options(
        String url,
        String office,
        String store,
        String terminalPrefix,
        int first,
        int terminals,
        double rate,
        Duration duration,
        long seed,
        long run,
        double cancel,
        boolean lines,
        int closeEvery,
        double resend,
        Duration interval,
        Duration drain,
        Duration heartbeat,
        double printerError,
        double drop,
        Duration skew,
        double soap,
        String secret,
        Map<String, String> headers,
        Path ledger) {

    private static final Set<String> FLAGS = Set.of("lines");
    private static final Set<String> VALUES = Set.of(
            "url",
            "office",
            "store",
            "terminal-prefix",
            "first",
            "terminals",
            "rate",
            "duration",
            "seed",
            "run",
            "cancel",
            "close-every",
            "resend",
            "interval",
            "drain",
            "heartbeat",
            "printer-error",
            "drop",
            "skew",
            "soap",
            "secret",
            "header",
            "ledger");

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (FLAGS.contains(name)) {
                given.put(name, "true");
            } else if (!VALUES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + arguments[i] + "; --help lists them all");
            } else if (++i == arguments.length) {
                throw new IllegalArgumentException("--" + name + " needs a value");
            } else if (name.equals("header")) {
                headers.add(arguments[i]);
            } else {
                given.put(name, arguments[i]);
            }
        }
        return of(given, headers(headers));
    }

    private static Options of(Map<String, String> given, Map<String, String> headers) {
        String ledger = given.get("ledger");
        return new Options(
                given.getOrDefault("url", "http://127.0.0.1:9000/api/v1"),
                given.getOrDefault("office", "OFFICE-001"),
                given.getOrDefault("store", "STORE-001"),
                given.getOrDefault("terminal-prefix", "T"),
                integer(given, "first", 1, 0, 9999),
                integer(given, "terminals", 1, 1, 9999),
                number(given, "rate", 1, Double.MAX_VALUE),
                seconds(given, "duration", 60),
                given.containsKey("seed") ? longInteger(given, "seed") : 1,
                given.containsKey("run") ? longInteger(given, "run") : new SecureRandom().nextLong(Long.MAX_VALUE),
                number(given, "cancel", 0.05, 1),
                given.containsKey("lines"),
                integer(given, "close-every", 50, 0, 999_999),
                number(given, "resend", 0, 1),
                seconds(given, "interval", 5),
                seconds(given, "drain", 30),
                seconds(given, "heartbeat", 5),
                number(given, "printer-error", 0, 1),
                number(given, "drop", 0, 1),
                span(given.getOrDefault("skew", "0s")),
                number(given, "soap", 0, 1),
                given.get("secret"),
                headers,
                ledger == null ? null : Path.of(ledger));
    }

    /** Terminal code of the n-th till of this run, counted from 0. */
    String terminal(int n) {
        return String.format(Locale.ROOT, "%s%04d", terminalPrefix, first + n);
    }

    private static Map<String, String> headers(List<String> given) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : given) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("--header needs \"Name: value\", not " + header);
            }
            headers.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return Map.copyOf(headers);
    }

    private static int integer(Map<String, String> given, String name, int byDefault, int min, int max) {
        long value = given.containsKey(name) ? longInteger(given, name) : byDefault;
        if (value < min || value > max) {
            throw new IllegalArgumentException("--" + name + " must be from " + min + " to " + max);
        }
        return Math.toIntExact(value);
    }

    private static long longInteger(Map<String, String> given, String name) {
        try {
            return Long.parseLong(given.get(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a whole number, not " + given.get(name), e);
        }
    }

    private static double number(Map<String, String> given, String name, double byDefault, double max) {
        try {
            double value = Double.parseDouble(given.getOrDefault(name, String.valueOf(byDefault)));
            if (value >= 0 && value <= max) {
                return value;
            }
            throw new IllegalArgumentException("--" + name + " is out of range: " + value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number, not " + given.get(name), e);
        }
    }

    private static Duration seconds(Map<String, String> given, String name, double byDefault) {
        return Duration.ofMillis(Math.round(1000 * number(given, name, byDefault, 1_000_000)));
    }

    /** A duration with its unit, such as 2d, -90s or 15m. */
    private static Duration span(String text) {
        if (!text.matches("-?\\d{1,6}[smhd]")) {
            throw new IllegalArgumentException("--skew needs a number and s, m, h or d, such as 2d, not " + text);
        }
        int end = text.length() - 1;
        boolean days = text.charAt(end) == 'd';
        Duration length = Duration.parse((days ? "P" : "PT")
                + text.substring(0, end).replace("-", "")
                + (days ? "D" : text.substring(end).toUpperCase(Locale.ROOT)));
        return text.startsWith("-") ? length.negated() : length;
    }
}
