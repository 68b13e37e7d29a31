package pro.saleflex.office.reference;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of a terminal's request for its master data. */
public sealed interface InitData {

    /**
     * The data.
     *
     * @param entityTag changes whenever anything that the terminal would get changes
     * @param names the resources it gets, in the order in which terminals store them
     * @param rows writes the rows of each resource
     */
    record Ready(String entityTag, List<String> names, Rows rows) implements InitData {

        /** Returns all resources as JSON text by name, for callers that cannot stream them. */
        public Map<String, String> resources() {
            Map<String, String> texts = new LinkedHashMap<>();
            names.forEach(name -> {
                StringWriter text = new StringWriter();
                try {
                    rows.write(name, text);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write to memory", e);
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

    /** Writes the rows of a resource. */
    @FunctionalInterface
    interface Rows {
        /** Streams a resource of any size as JSON, some rows at a time. */
        void write(String resource, Writer out) throws IOException;
    }

    /** The terminal may not pull: it is blocked, or its pull permission is off. */
    record NotAllowed(String message) implements InitData {}

    /** The store has no usable master data yet. */
    record Empty(String message) implements InitData {}
}
