package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Streaming validator for a complete set of master data in the form of {@code /pos/init}. Checks row by row, because
 * the data may be far larger than memory. A missing resource has no rows.
 */
final class SnapshotReader {
    private static final String NO_DATA =
            "There is no object named 'data'. Import the reply of a /pos/init call or a file of the same form.";

    private final BiConsumer<Resource, JsonObject> sink;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Set<String>> ids = new HashMap<>();
    private int omittedFaults;
    private int liveStores;
    private boolean hasAdministrator;

    private SnapshotReader(BiConsumer<Resource, JsonObject> sink) {
        this.sink = sink;
    }

    /**
     * Reads a snapshot to its end.
     *
     * @param sink receives each row as long as no fault has been found
     * @return the faults as text; empty if the snapshot is valid
     */
    static List<String> read(Reader json, BiConsumer<Resource, JsonObject> sink) {
        SnapshotReader snapshot = new SnapshotReader(sink);
        RowSource source = new RowSource(json);
        try (JsonParser parser = Json.createParser(source)) {
            snapshot.root(new Steps(parser, source));
        } catch (Unreadable e) {
            source.rethrow(); // the connection or the caller failed, not the parser
            snapshot.faults.clear();
            snapshot.omittedFaults = 0;
            snapshot.faults.add(source.isTooLong() ? RowSource.TOO_LONG : "It is not valid JSON.");
        }
        return snapshot.allFaults();
    }

    private void root(Steps steps) {
        boolean data = false;
        if (steps.next() == Event.START_OBJECT) {
            while (steps.next() == Event.KEY_NAME) {
                boolean named = steps.text().equals("data");
                Event value = steps.next();
                if (named && !data && value == Event.START_OBJECT) {
                    data = true;
                    resources(steps);
                } else {
                    if (named && data) {
                        fault("data appears twice.");
                    }
                    steps.skip(value);
                }
            }
        } else {
            steps.skipRoot();
        }
        steps.end();
        if (!data) {
            fault(NO_DATA);
            return;
        }
        checkRequired();
    }

    private void resources(Steps steps) {
        while (steps.next() == Event.KEY_NAME) {
            String name = steps.text();
            Resource resource = Resource.named(name).orElse(null);
            Event value = steps.next();
            if (resource == null) {
                steps.skip(value);
            } else if (ids.put(name, new HashSet<>()) != null) {
                fault(name + " appears twice.");
                steps.skip(value);
            } else if (value == Event.START_ARRAY) {
                rows(resource, steps);
            } else if (value == Event.START_OBJECT && name.equals(Resource.STORE)) {
                row(resource, steps.object());
            } else {
                fault(name + " must be a list.");
                steps.skip(value);
            }
        }
    }

    private void rows(Resource resource, Steps steps) {
        int number = 0;
        for (Event value = steps.next(); value != Event.END_ARRAY; value = steps.next()) {
            if (value == Event.START_OBJECT) {
                row(resource, steps.object());
            } else {
                fault(resource.name() + "[" + number + "] must be an object.");
                steps.skip(value);
            }
            number++;
        }
    }

    private void row(Resource resource, JsonObject row) {
        List<String> found = new ArrayList<>();
        RowRules.check(resource, row, found);
        found.forEach(this::fault);
        if (row.get("id") instanceof JsonString id
                && !ids.get(resource.name()).add(ReferenceRow.rowId(id.getString()))) {
            fault(resource.name() + " contains the id " + id.getString() + " twice.");
        }
        if (resource.name().equals(Resource.STORE) && RowRules.isLive(row)) {
            liveStores++;
        }
        hasAdministrator |= resource.name().equals(Resource.CASHIERS) && RowRules.isAdministrator(row);
        if (faults.isEmpty()) {
            sink.accept(resource, row);
        }
    }

    /**
     * Checks that what terminals require is present. Source: master data reference, "What the terminal cannot do
     * without", item 1, as far as it concerns a snapshot.
     */
    private void checkRequired() {
        if (liveStores != 1) {
            fault(RowRules.STORE_FAULT);
        }
        if (!hasAdministrator) {
            fault(RowRules.ADMINISTRATOR_FAULT);
        }
    }

    private void fault(String fault) {
        if (faults.size() < RowRules.MAX_FAULTS) {
            faults.add(fault);
        } else {
            omittedFaults++;
        }
    }

    private List<String> allFaults() {
        if (omittedFaults > 0) {
            faults.add("... and " + omittedFaults + " more.");
        }
        return faults;
    }

    /** Wraps the parser's steps: whatever it throws becomes {@link Unreadable}. */
    private record Steps(JsonParser parser, RowSource source) {
        Event next() {
            source.newRow();
            return read(parser::next);
        }

        String text() {
            return read(parser::getString);
        }

        JsonObject object() {
            return read(parser::getObject);
        }

        void skip(Event first) {
            int depth = depth(first);
            while (depth > 0) {
                depth += depth(next());
            }
        }

        void skipRoot() {
            while (read(parser::hasNext)) {
                next();
            }
        }

        void end() {
            if (read(parser::hasNext)) {
                throw new Unreadable(null);
            }
        }

        private static int depth(Event event) {
            return switch (event) {
                case START_OBJECT, START_ARRAY -> 1;
                case END_OBJECT, END_ARRAY -> -1;
                default -> 0;
            };
        }

        /** Catches more than JsonException: at its own limits, such as nesting depth, the parser throws others. */
        private static <T> T read(Supplier<T> step) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                throw new Unreadable(e);
            }
        }
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(RuntimeException cause) {
            super(cause);
        }
    }
}
