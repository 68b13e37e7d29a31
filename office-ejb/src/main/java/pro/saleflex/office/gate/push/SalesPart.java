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
 * A part of a sales document as GATE gets it, as {@code transaction-parts.txt} says.
 *
 * @param name in the document
 * @param list it is a list of objects, not one
 * @param as its name for GATE; empty: its members stand beside those of the envelope
 * @param always it is there also when there is nothing in it
 * @param columns its members
 * @param places where in {@code columns} a member of the document stands
 */
record SalesPart(
        String name, boolean list, String as, boolean always, List<Column> columns, Map<String, Integer> places) {
    static final String HEAD = "head";

    /** When a document was completed: of the hour that is repeated in autumn, it says which one is meant. */
    static final String COMPLETED = "created_at";

    /** All of them, in the order in which GATE gets them. */
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
            throw new UncheckedIOException("transaction-parts.txt stands beside this class and cannot be read", e);
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

    /** The form of a member's value. */
    enum Form {
        TEXT,
        NUMBER,
        FLAG,
        MONEY,
        RATE,
        ID,
        TIME,
        /** Read for the sake of another member, and not sent. */
        UNSENT
    }

    /**
     * A member.
     *
     * @param as its name for GATE
     * @param form of its value
     */
    record Column(String as, Form form) {}
}
