package pro.saleflex.office.gate.push;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Mapping of one part of a sales document to a push, as defined in {@code transaction-parts.txt}.
 *
 * @param name in the document
 * @param list it is a list of objects, not a single one
 * @param as its name for GATE; empty: its members are placed beside the envelope's
 * @param always it is sent even if it is empty
 * @param columns its members
 * @param places index in {@code columns} of each member of the document
 */
record SalesPart(
        String name, boolean list, String as, boolean always, List<Column> columns, Map<String, Integer> places) {
    static final String HEAD = "head";

    /** When a document was completed; for times in the repeated hour in autumn it shows which of the two is meant. */
    static final String COMPLETED = "created_at";

    /** All parts, in the order in which GATE gets them. */
    static final List<SalesPart> ALL = read();

    private static List<SalesPart> read() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SalesPart.class.getResourceAsStream("transaction-parts.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(SalesPart::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read transaction-parts.txt beside this class", e);
        }
    }

    private static SalesPart parse(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        String name = line.substring(0, equals).strip();
        String as = line.substring(equals + 1, colon).strip();
        List<Column> columns = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (String member : line.substring(colon + 1).split(",", -1)) {
            String[] words = member.strip().split(" ", -1);
            places.put(words[0], columns.size());
            columns.add(new Column(words[words.length == 3 ? 2 : 0], Form.valueOf(words[1].toUpperCase(Locale.ROOT))));
        }
        boolean list = name.endsWith("[]");
        return new SalesPart(
                list ? name.substring(0, name.length() - 2) : name,
                list,
                as.replace("?", ""),
                !as.endsWith("?"),
                List.copyOf(columns),
                places); // a HashMap: looked up for every member of every document, twice as fast as an immutable map
    }

    /** Type of a member's value. */
    enum Form {
        TEXT,
        NUMBER,
        FLAG,
        MONEY,
        RATE,
        ID,
        TIME,
        /** Read only because another member needs it; not sent. */
        UNSENT
    }

    /**
     * Mapping of a member.
     *
     * @param as its name for GATE
     * @param form type of its value
     */
    record Column(String as, Form form) {}
}
