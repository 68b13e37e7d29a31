package pro.saleflex.office.reference;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.Resume;
import pro.saleflex.office.counter.Counters.Start;
import pro.saleflex.office.reference.StagedRows.Staged;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;

/** The master data that terminals pull. */
@Stateless
public class ReferenceData {
    /** Shared by all instances: the data of a version are the same for everybody. */
    private static final Map<UUID, Assembled> ASSEMBLED = new ConcurrentHashMap<>();

    @Inject
    ReferenceRows rows;

    @Inject
    StagedRows staged;

    @Inject
    Counters counters;

    @Inject
    Clock clock;

    /** Public for the container. */
    public ReferenceData() {}

    /**
     * What a terminal gets: its store's data, its own settings row, and the numbers it resumes with.
     *
     * <p>A terminal that just delivered a closure, or was told to, refreshes; it then gets no values that it tracks itself,
     * such as stock. In the middle of a period its numbers are among these.
     */
    public InitData init(TerminalRef terminal) {
        if (terminal.blocked()) {
            return new InitData.NotAllowed("Terminal " + terminal.code()
                    + " is blocked and gets no master data; its sales are still taken. Unblock it in OFFICE.");
        }
        if (!terminal.mayPull()) {
            return new InitData.NotAllowed(
                    "Terminal " + terminal.code() + " may not pull master data. Allow it in OFFICE.");
        }
        UUID storeId = terminal.store().id();
        long version = rows.version(storeId);
        if (version == 0) {
            return new InitData.Empty("Store " + terminal.store().storeCode()
                    + " has no master data yet. Import them in OFFICE, then start the terminal again.");
        }
        Assembled assembled = assembled(storeId, version);
        if (!assembled.suffices()) {
            return new InitData.Empty("Store " + terminal.store().storeCode()
                    + " has no store row or no administrator among its cashiers yet. Start the terminal again when"
                    + " OFFICE has got them.");
        }
        return data(terminal, assembled, counters.resume(terminal));
    }

    private Assembled assembled(UUID storeId, long version) {
        Assembled assembled = ASSEMBLED.get(storeId);
        if (assembled == null || assembled.version() != version) {
            Set<String> large = new HashSet<>(rows.large(storeId, Assembled.LARGEST));
            large.removeAll(Assembled.NEEDED);
            assembled = new Assembled(version, rows.read(storeId, large), large);
            ASSEMBLED.put(storeId, assembled);
        }
        return assembled;
    }

    /** By which numbers and codes others know what a store's terminals know by ids. */
    public ReferenceNumbers numbers(StoreRef store) {
        return assembled(store.id(), rows.version(store.id())).numbers();
    }

    private InitData data(TerminalRef terminal, Assembled assembled, Resume resume) {
        String settings = OwnRows.posSettings(terminal, assembled.posSettings());
        boolean refreshing = resume.start() != Start.NEW;
        String tag = assembled.version() + "-" + resume.numbers().closureNumber() + "-"
                + resume.numbers().receiptNumber() + "-" + Integer.toHexString(settings.hashCode())
                + (refreshing ? "-" + resume.start() : "");
        // In the middle of a period: a number that it used meanwhile must not come again.
        String sequences = resume.start() == Start.TOLD ? "[]" : OwnRows.sequences(terminal, resume.numbers());
        return new InitData.Ready(
                tag,
                Resource.ALL.stream().map(Resource::name).toList(),
                new RowsOfStore(
                        terminal.store().id(),
                        assembled,
                        refreshing,
                        Map.of(Resource.POS_SETTINGS, settings, Resource.SEQUENCES, sequences)));
    }

    /** A store's resources as one of its terminals gets them; what is large is read when it is written. */
    private final class RowsOfStore implements InitData.Rows {
        private final UUID storeId;
        private final Assembled assembled;
        private final boolean refreshing;
        private final Map<String, String> own;

        /** @param own the terminal's own resources, written out */
        RowsOfStore(UUID storeId, Assembled assembled, boolean refreshing, Map<String, String> own) {
            this.storeId = storeId;
            this.assembled = assembled;
            this.refreshing = refreshing;
            this.own = own;
        }

        @Override
        public void write(String name, Writer out) throws IOException {
            Resource resource = Resource.named(name).orElseThrow();
            String atHand = atHand(resource);
            if (atHand != null) {
                out.write(atHand);
            } else {
                rows.write(storeId, resource, written(resource), out);
            }
        }

        @Override
        public int pieces(String name) {
            Resource resource = Resource.named(name).orElseThrow();
            return atHand(resource) != null ? 1 : rows.pieces(storeId, resource);
        }

        @Override
        public String piece(String name, int number) {
            Resource resource = Resource.named(name).orElseThrow();
            String atHand = atHand(resource);
            return atHand != null ? atHand : rows.piece(storeId, resource, number, written(resource));
        }

        /** Null: it is large. */
        private String atHand(Resource resource) {
            String written = own.get(resource.name());
            return written != null ? written : assembled.resource(resource, refreshing);
        }

        private UnaryOperator<String> written(Resource resource) {
            return body -> Assembled.written(resource, body, refreshing);
        }
    }

    /**
     * Replaces a store's master data by a snapshot: the reply of another server's {@code /pos/init}.
     *
     * <p>The snapshot is validated as a whole first; when anything is wrong, nothing changes. It is read row by row and may
     * be far larger than the memory. What it leaves out stays, marked as deleted, because tills never learn that a row is
     * gone. A snapshot that changes nothing is no new version. Counters in it are not taken: each terminal's own documents
     * say where it goes on.
     *
     * @param by who imports
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Imported importSnapshot(StoreRef store, Reader json, String by) {
        UUID id = staged.begin(store, by);
        try {
            Staging staging = new Staging(id);
            List<String> faults = Snapshot.read(json, staging::add);
            if (!faults.isEmpty()) {
                return new Imported(0, 0, 0, faults);
            }
            staging.flush();
            return staged.merge(store, id, by);
        } finally {
            staged.end(id);
        }
    }

    /** The same of one that is at hand. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Imported importSnapshot(StoreRef store, String json) {
        return importSnapshot(store, new StringReader(json), "OFFICE");
    }

    /** The import of a store's data that is under way. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Importing> importing(StoreRef store) {
        return staged.running(store.id());
    }

    /** Puts rows aside by the hundreds. */
    private final class Staging {
        private static final int ROWS = 500;

        private final UUID importId;
        private final Map<Resource, Integer> positions = new HashMap<>();
        private final List<Staged> waiting = new ArrayList<>();

        Staging(UUID importId) {
            this.importId = importId;
        }

        void add(Resource resource, JsonObject row) {
            if (resource.isShared()) {
                int position = positions.merge(resource, 1, Integer::sum) - 1;
                waiting.add(new Staged(resource, position, ChangePlan.whole(resource, row)));
                if (waiting.size() == ROWS) {
                    flush();
                }
            }
        }

        void flush() {
            staged.stage(importId, waiting);
            waiting.clear();
        }
    }

    /** The resources that can be changed from outside, as {@code /pos/init} calls them: all but each terminal's counters. */
    public List<String> resources() {
        return Resource.ALL.stream()
                .filter(Resource::isShared)
                .map(Resource::name)
                .toList();
    }

    /**
     * Changes single rows of a store's master data, all or nothing. The rows are validated as those of a snapshot, and what
     * terminals cannot do without cannot be taken away: the store, the last administrator. A row that is as it should be
     * is not changed; the version rises by one when any row was. A row of which a till would drop it or another, for a value
     * that must be unique, stays as it was, and so does one whose deletion no till would learn; the others are changed.
     *
     * @param changes each row once
     */
    public Applied apply(StoreRef store, List<RowChange> changes) {
        List<String> faults = RowRules.faults(changes);
        if (!faults.isEmpty()) {
            return new Applied(rows.version(store.id()), 0, List.of(), faults);
        }
        rows.lock(store.id());
        rows.writeUniqueValues(store.id());
        Map<String, List<RowChange>> byResource = changes.stream()
                .collect(Collectors.groupingBy(RowChange::resource, LinkedHashMap::new, Collectors.toList()));
        List<Planned> plans = byResource.entrySet().stream()
                .map(each -> planned(store, each.getKey(), each.getValue()))
                .toList();
        List<String> left = plans.stream()
                .flatMap(planned ->
                        Stream.concat(planned.plan().undeletable().stream(), leaveClashes(store, planned).stream()))
                .toList();
        List<String> taken = plans.stream()
                .filter(planned -> planned.plan().concernsNeeds())
                .flatMap(planned ->
                        planned
                                .plan()
                                .faults(rows.withoutCodes(
                                        store.id(), planned.resource().name()))
                                .stream())
                .toList();
        int changed = plans.stream().mapToInt(planned -> planned.plan().size()).sum();
        if (!taken.isEmpty() || changed == 0) {
            return new Applied(rows.version(store.id()), 0, left, taken);
        }
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        plans.forEach(planned -> write(store, planned, now));
        return new Applied(rows.raise(store.id(), now), changed, left, List.of());
    }

    private Planned planned(StoreRef store, String name, List<RowChange> changes) {
        Resource resource = Resource.named(name).orElseThrow();
        Map<String, ReferenceRow> stored = rows.find(
                store.id(),
                name,
                changes.stream().map(change -> ReferenceRow.rowId(change.id())).toList());
        Map<String, JsonObject> before = new HashMap<>();
        stored.forEach((id, row) -> before.put(id, rows.object(row)));
        return new Planned(resource, stored, before, new ChangePlan(resource, before, changes, clock.instant()));
    }

    /** Leaves rows as they are that would have a value of another row; says which. */
    private List<String> leaveClashes(StoreRef store, Planned planned) {
        Resource resource = planned.resource();
        if (resource.unique().isEmpty()) {
            return List.of();
        }
        Set<String> wanted = planned.plan().changed().values().stream()
                .flatMap(row -> UniqueValues.of(resource, row).stream())
                .collect(Collectors.toSet());
        Map<String, JsonObject> others = rows.holders(store.id(), resource, wanted);
        List<String> said = new ArrayList<>();
        Optional<Clash> clash =
                Clash.first(resource, planned.before(), planned.plan().changed(), others);
        while (clash.isPresent()) {
            said.add(clash.get().words());
            planned.plan().leave(clash.get().changed());
            clash = Clash.first(resource, planned.before(), planned.plan().changed(), others);
        }
        return said;
    }

    private void write(StoreRef store, Planned planned, OffsetDateTime now) {
        List<JsonObject> added = new ArrayList<>();
        planned.plan().changed().forEach((id, row) -> {
            ReferenceRow stored = planned.stored().get(id);
            if (stored == null) {
                added.add(row);
            } else {
                rows.change(
                        store.id(), planned.resource(), stored.position, rows.written(planned.resource(), row), now);
            }
        });
        rows.add(store.id(), planned.resource(), added, now);
    }

    private record Planned(
            Resource resource, Map<String, ReferenceRow> stored, Map<String, JsonObject> before, ChangePlan plan) {}

    /** The version of a store's master data; 0 when it has none. */
    public long version(StoreRef store) {
        return rows.version(store.id());
    }

    /**
     * What became of an import.
     *
     * @param version the store's version now; 0 when the snapshot was not taken
     * @param rows how many rows the snapshot brought; 0 when it was not taken
     * @param changed how many rows are new, other than before, or deleted
     * @param faults why nothing was changed, in words
     */
    public record Imported(long version, int rows, int changed, List<String> faults) {}

    /**
     * An import under way.
     *
     * @param by who imports
     * @param rows how many rows have come
     */
    public record Importing(String by, long rows) {}

    /**
     * What became of changes.
     *
     * @param version the version now
     * @param changed how many rows were changed
     * @param left which rows were left as they were, because of a value that another has or because tills would not learn of
     *     their deletion, in words
     * @param faults why nothing was changed, in words
     */
    public record Applied(long version, int changed, List<String> left, List<String> faults) {}
}
