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
 * A whole set of master data as {@code /pos/init} carries it, looked at row by row while it comes: it may be far larger than
 * the memory. A resource that is missing has no rows.
 */
final class Snapshot {
    private static final String NO_DATA =
            "There is no object named data: the reply of a /pos/init is needed, or a file of that form.";

    private final BiConsumer<Resource, JsonObject> sound;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Set<String>> ids = new HashMap<>();
    private int more;
    private int stores;
    private boolean administrator;

    private Snapshot(BiConsumer<Resource, JsonObject> sound) {
        this.sound = sound;
    }

    /**
     * Reads one to its end.
     *
     * @param sound gets each row as long as no fault was found
     * @return what is wrong, in words; the snapshot is sound when there is none
     */
    static List<String> read(Reader json, BiConsumer<Resource, JsonObject> sound) {
        Snapshot snapshot = new Snapshot(sound);
        RowSource source = new RowSource(json);
        try (JsonParser parser = Json.createParser(source)) {
            snapshot.root(new Steps(parser, source));
        } catch (Unreadable e) {
            source.rethrow(); // it is the line or the caller that failed
            snapshot.faults.clear();
            snapshot.more = 0;
            snapshot.faults.add(source.isTooLong() ? RowSource.TOO_LONG : "It is not readable JSON.");
        }
        return snapshot.told();
    }

    private void root(Steps steps) {
        boolean data = false;
        if (steps.next() == Event.START_OBJECT) {
            while (steps.next() == Event.KEY_NAME) {
                boolean named = steps.text().equals("data");
                Event begin = steps.next();
                if (named && !data && begin == Event.START_OBJECT) {
                    data = true;
                    resources(steps);
                } else {
                    if (named && data) {
                        fault("data is there twice.");
                    }
                    steps.skip(begin);
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
        needs();
    }

    private void resources(Steps steps) {
        while (steps.next() == Event.KEY_NAME) {
            String name = steps.text();
            Resource resource = Resource.named(name).orElse(null);
            Event begin = steps.next();
            if (resource == null) {
                steps.skip(begin);
            } else if (ids.put(name, new HashSet<>()) != null) {
                fault(name + " is there twice.");
                steps.skip(begin);
            } else if (begin == Event.START_ARRAY) {
                rows(resource, steps);
            } else if (begin == Event.START_OBJECT && name.equals(Resource.STORE)) {
                row(resource, steps.object());
            } else {
                fault(name + " must be a list.");
                steps.skip(begin);
            }
        }
    }

    private void rows(Resource resource, Steps steps) {
        int number = 0;
        for (Event begin = steps.next(); begin != Event.END_ARRAY; begin = steps.next()) {
            if (begin == Event.START_OBJECT) {
                row(resource, steps.object());
            } else {
                fault(resource.name() + "[" + number + "] must be an object.");
                steps.skip(begin);
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
            fault(resource.name() + " has the id " + id.getString() + " twice.");
        }
        if (resource.name().equals(Resource.STORE) && RowRules.isLive(row)) {
            stores++;
        }
        administrator |= resource.name().equals(Resource.CASHIERS) && RowRules.isAdministrator(row);
        if (faults.isEmpty()) {
            sound.accept(resource, row);
        }
    }

    /** Source: master data reference, "What the terminal cannot do without", item 1, as far as it is the snapshot's. */
    private void needs() {
        if (stores != 1) {
            fault(RowRules.STORE_FAULT);
        }
        if (!administrator) {
            fault(RowRules.ADMINISTRATOR_FAULT);
        }
    }

    private void fault(String fault) {
        if (faults.size() < RowRules.MOST_FAULTS) {
            faults.add(fault);
        } else {
            more++;
        }
    }

    private List<String> told() {
        if (more > 0) {
            faults.add("... and " + more + " more.");
        }
        return faults;
    }

    /** The parser's steps; whatever it throws says that the text cannot be read. */
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

        void skip(Event begin) {
            int depth = depth(begin);
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

        /** No JsonException where the parser meets a limit of its own, such as its depth. */
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
