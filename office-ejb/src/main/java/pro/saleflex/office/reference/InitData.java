package pro.saleflex.office.reference;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a terminal gets when it pulls its master data. */
public sealed interface InitData {

    /**
     * The data.
     *
     * @param entityTag changes when anything the terminal would get changes
     * @param names of the resources that it gets, in the order in which terminals write them
     * @param rows writes each
     */
    record Ready(String entityTag, List<String> names, Rows rows) implements InitData {

        /** All of it as JSON texts by resource: for callers that cannot take it piece by piece. */
        public Map<String, String> resources() {
            Map<String, String> texts = new LinkedHashMap<>();
            names.forEach(name -> {
                StringWriter text = new StringWriter();
                try {
                    rows.write(name, text);
                } catch (IOException e) {
                    throw new UncheckedIOException("writing to the memory", e);
                }
                texts.put(name, text.toString());
            });
            return texts;
        }

        @Override
        public String toString() {
            return "Ready[" + entityTag + "]"; // never the resources: they hold cashiers' codes
        }
    }

    /** What there is of each resource. */
    @FunctionalInterface
    interface Rows {
        /** Writes a resource as JSON, however large it is, some rows at a time. */
        void write(String resource, Writer out) throws IOException;
    }

    /** The terminal may not pull now: it is blocked, or its pull permission is off. */
    record NotAllowed(String message) implements InitData {}

    /** The store has no master data yet. */
    record Empty(String message) implements InitData {}
}
