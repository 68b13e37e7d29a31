package pro.saleflex.office.reference;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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

        /**
         * Returns all resources as JSON texts, for callers that cannot stream them. Each text is created when it is
         * requested.
         *
         * @param inPieces true: a large resource comes as several lists, each of some of its rows; false: every
         *     resource is one text, whatever its size
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
                throw new UncheckedIOException("cannot write to memory", e);
            }
            return text.toString();
        }

        @Override
        public String toString() {
            return "Ready[" + entityTag + "]"; // never the resources: they hold cashiers' codes
        }
    }

    /** Reads the rows of each resource. */
    interface Rows {
        /** Streams a resource of any size as JSON, some rows at a time. */
        void write(String resource, Writer out) throws IOException;

        /** Returns the number of pieces of a resource; 1 unless it is large. */
        int pieces(String resource);

        /**
         * Returns a piece of a resource as JSON; those of a large resource are lists of some of its rows.
         *
         * @param number the number of the piece, from 0
         */
        String piece(String resource, int number);
    }

    /**
     * A resource, or a piece of a large one.
     *
     * @param text creates its JSON text
     */
    record Part(String resource, Supplier<String> text) {}

    /** The terminal may not pull: it is blocked, or its pull permission is off. */
    record NotAllowed(String message) implements InitData {}

    /** The store has no usable master data yet. */
    record Empty(String message) implements InitData {}
}
