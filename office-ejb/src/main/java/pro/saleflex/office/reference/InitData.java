package pro.saleflex.office.reference;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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

        /**
         * All of it as JSON texts, each of which is made when it is asked for.
         *
         * @param inPieces a large resource as several lists of some of its rows, else as one text whatever its size
         */
        public List<Part> parts(boolean inPieces) {
            return names.stream()
                    .flatMap(name -> IntStream.range(0, inPieces ? rows.pieces(name) : 1)
                            .mapToObj(piece -> new Part(name, () -> inPieces ? rows.piece(name, piece) : whole(name))))
                    .toList();
        }

        private String whole(String name) {
            StringWriter text = new StringWriter();
            try {
                rows.write(name, text);
            } catch (IOException e) {
                throw new UncheckedIOException("writing to the memory", e);
            }
            return text.toString();
        }

        @Override
        public String toString() {
            return "Ready[" + entityTag + "]"; // never the resources: they hold cashiers' codes
        }
    }

    /** What there is of each resource. */
    interface Rows {
        /** Writes a resource as JSON, however large it is, some rows at a time. */
        void write(String resource, Writer out) throws IOException;

        /** How many pieces a resource has: one, unless it is large. */
        int pieces(String resource);

        /** A piece as JSON, the first is 0; those of a large resource are lists of some of its rows. */
        String piece(String resource, int number);
    }

    /**
     * A resource, or a piece of one.
     *
     * @param text makes its JSON
     */
    record Part(String resource, Supplier<String> text) {}

    /** The terminal may not pull now: it is blocked, or its pull permission is off. */
    record NotAllowed(String message) implements InitData {}

    /** The store has no master data yet. */
    record Empty(String message) implements InitData {}
}
