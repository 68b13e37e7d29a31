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

/** The master data that terminals pull: reads, imports and changes it. */
@Stateless
public class ReferenceData {
    /** Cache by store, shared by all instances: a version's data are the same for all callers. */
    private static final Map<UUID, Assembled> ASSEMBLED = new ConcurrentHashMap<>();

    @Inject
    ReferenceRows rows;

    @Inject
    StagedRows staged;

    @Inject
    Counters counters;

    @Inject
    Clock clock;

    /**
     * Returns what a terminal gets: its store's data, its own settings row, and the numbers it resumes with.
     *
     * <p>A terminal that has just handed over a closure, or was asked to, refreshes its data: it then gets no values
     * that it tracks itself, such as stock, nor, in the middle of a period, its numbers.
     */
    public InitData init(TerminalRef terminal) {
        if (terminal.blocked()) {
            return new InitData.NotAllowed("Terminal " + terminal.code()
                    + " is blocked and gets no master data; its sales are still accepted. Unblock it in OFFICE.");
        }
        if (!terminal.mayPull()) {
            return new InitData.NotAllowed(
                    "Terminal " + terminal.code() + " may not pull master data. Allow it in OFFICE.");
        }
        UUID storeId = terminal.store().id();
        long version = rows.version(storeId);
        if (version == 0) {
            return new InitData.Empty("Store " + terminal.store().storeCode()
                    + " has no master data yet. Import it in OFFICE, then start the terminal again.");
        }
        Assembled assembled = assembled(storeId, version);
        if (!assembled.isComplete()) {
            return new InitData.Empty("Store " + terminal.store().storeCode()
                    + " has no store row or no administrator among its cashiers yet. Start the terminal again when"
                    + " OFFICE has received them.");
        }
        return data(terminal, assembled, counters.resume(terminal));
    }

    private Assembled assembled(UUID storeId, long version) {
        Assembled assembled = ASSEMBLED.get(storeId);
        if (assembled == null || assembled.version() != version) {
            Set<String> large = new HashSet<>(rows.large(storeId, Assembled.MAX_CACHED_BYTES));
            large.removeAll(Assembled.ALWAYS_CACHED);
            assembled = new Assembled(version, rows.read(storeId, large), large);
            ASSEMBLED.put(storeId, assembled);
        }
        return assembled;
    }

    /** Returns the public numbers and codes of what a store's terminals know by ids. */
    public ReferenceNumbers numbers(StoreRef store) {
        return assembled(store.id(), rows.version(store.id())).numbers();
    }

    private InitData data(TerminalRef terminal, Assembled assembled, Resume resume) {
        String settings = TerminalRows.posSettings(terminal, assembled.posSettings());
        boolean refreshing = resume.start() != Start.NEW;
        String tag = assembled.version() + "-" + resume.numbers().closureNumber() + "-"
                + resume.numbers().receiptNumber() + "-" + Integer.toHexString(settings.hashCode())
                + (refreshing ? "-" + resume.start() : "");
        // In the middle of a period the terminal may have used numbers that have not arrived here yet; do not reset
        // them.
        String sequences = resume.start() == Start.TOLD ? "[]" : TerminalRows.sequences(terminal, resume.numbers());
        return new InitData.Ready(
                tag,
                Resource.ALL.stream().map(Resource::name).toList(),
                new StoreRows(
                        terminal.store().id(),
                        assembled,
                        refreshing,
                        Map.of(Resource.POS_SETTINGS, settings, Resource.SEQUENCES, sequences)));
    }

    /** A store's resources as one of its terminals gets them; large ones are read only when they are written. */
    private final class StoreRows implements InitData.Rows {
        private final UUID storeId;
        private final Assembled assembled;
        private final boolean refreshing;
        private final Map<String, String> ownResources;

        /** @param ownResources the resources that differ for each terminal, as JSON by name */
        StoreRows(UUID storeId, Assembled assembled, boolean refreshing, Map<String, String> ownResources) {
            this.storeId = storeId;
            this.assembled = assembled;
            this.refreshing = refreshing;
            this.ownResources = ownResources;
        }

        @Override
        public void write(String name, Writer out) throws IOException {
            Resource resource = Resource.named(name).orElseThrow();
            String inMemory = inMemory(resource);
            if (inMemory != null) {
                out.write(inMemory);
            } else {
                rows.write(storeId, resource, toJson(resource), out);
            }
        }

        @Override
        public int pieces(String name) {
            Resource resource = Resource.named(name).orElseThrow();
            return inMemory(resource) != null ? 1 : rows.pieces(storeId, resource);
        }

        @Override
        public String piece(String name, int number) {
            Resource resource = Resource.named(name).orElseThrow();
            String inMemory = inMemory(resource);
            return inMemory != null ? inMemory : rows.piece(storeId, resource, number, toJson(resource));
        }

        /** Returns a resource as JSON; null if it is too large to be kept in memory. */
        private String inMemory(Resource resource) {
            String own = ownResources.get(resource.name());
            return own != null ? own : assembled.resource(resource, refreshing);
        }

        private UnaryOperator<String> toJson(Resource resource) {
            return body -> Assembled.row(resource, body, refreshing);
        }
    }

    /**
     * Replaces a store's master data by a snapshot, such as the reply of another server's {@code /pos/init}.
     *
     * <p>The snapshot is first validated as a whole; if anything is wrong, nothing changes. It is read row by row and
     * may be far larger than memory. Rows that it leaves out stay, marked as deleted, because terminals never learn
     * that a row has disappeared. A snapshot that changes nothing makes no new version. Counters in it are ignored:
     * each terminal's own documents decide the numbers it resumes with.
     *
     * @param by who imports, as shown to users
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Imported importSnapshot(StoreRef store, Reader json, String by) {
        UUID id = staged.start(store, by);
        try {
            Staging staging = new Staging(id);
            List<String> faults = SnapshotReader.read(json, staging::add);
            if (!faults.isEmpty()) {
                return new Imported(0, 0, 0, faults);
            }
            staging.flush();
            return staged.merge(store, id, by);
        } finally {
            staged.finish(id);
        }
    }

    /** Imports a snapshot that is in memory, on behalf of OFFICE itself. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Imported importSnapshot(StoreRef store, String json) {
        return importSnapshot(store, new StringReader(json), "OFFICE");
    }

    /** Returns the running import of a store's data, if there is one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Importing> runningImport(StoreRef store) {
        return staged.running(store.id());
    }

    /** Stages rows in batches. */
    private final class Staging {
        private static final int BATCH_SIZE = 500;

        private final UUID importId;
        private final Map<Resource, Integer> positions = new HashMap<>();
        private final List<Staged> batch = new ArrayList<>();

        Staging(UUID importId) {
            this.importId = importId;
        }

        void add(Resource resource, JsonObject row) {
            if (resource.isShared()) {
                int position = positions.merge(resource, 1, Integer::sum) - 1;
                batch.add(new Staged(resource, position, ChangePlan.withDeletionMark(resource, row)));
                if (batch.size() == BATCH_SIZE) {
                    flush();
                }
            }
        }

        void flush() {
            staged.stage(importId, batch);
            batch.clear();
        }
    }

    /**
     * Returns the names, as in {@code /pos/init}, of the resources that can be changed: all but each terminal's
     * counters.
     */
    public List<String> resources() {
        return Resource.ALL.stream()
                .filter(Resource::isShared)
                .map(Resource::name)
                .toList();
    }

    /**
     * Changes single rows of a store's master data, all or nothing. Rows are validated like those of a snapshot, and
     * what terminals cannot do without cannot be deleted: the store and the last administrator. Rows that are already
     * as requested are not touched; the version rises by one if any row changes.
     *
     * <p>Two kinds of rows are exceptions to all or nothing and stay as they were: a row that clashes with another one
     * over a unique value, so that a terminal would drop one of them, and a deleted row of a resource without a
     * deletion mark, because no terminal would learn of the deletion.
     *
     * @param changes at most one change for each row
     */
    public Applied apply(StoreRef store, List<RowChange> changes) {
        List<String> faults = RowRules.faults(changes);
        if (!faults.isEmpty()) {
            return new Applied(rows.version(store.id()), 0, List.of(), faults);
        }
        rows.lock(store.id());
        rows.fillInUniqueValues(store.id());
        Map<String, List<RowChange>> byResource = changes.stream()
                .collect(Collectors.groupingBy(RowChange::resource, LinkedHashMap::new, Collectors.toList()));
        List<ResourcePlan> plans = byResource.entrySet().stream()
                .map(each -> planned(store, each.getKey(), each.getValue()))
                .toList();
        List<String> skipped = plans.stream()
                .flatMap(planned ->
                        Stream.concat(planned.plan().undeletable().stream(), withdrawClashes(store, planned).stream()))
                .toList();
        List<String> missing = plans.stream()
                .filter(planned -> planned.plan().affectsRequiredResource())
                .flatMap(planned ->
                        planned
                                .plan()
                                .faults(rows.withoutCodes(
                                        store.id(), planned.resource().name()))
                                .stream())
                .toList();
        int changed = plans.stream().mapToInt(planned -> planned.plan().size()).sum();
        if (!missing.isEmpty() || changed == 0) {
            return new Applied(rows.version(store.id()), 0, skipped, missing);
        }
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        plans.forEach(planned -> write(store, planned, now));
        return new Applied(rows.incrementVersion(store.id(), now), changed, skipped, List.of());
    }

    private ResourcePlan planned(StoreRef store, String name, List<RowChange> changes) {
        Resource resource = Resource.named(name).orElseThrow();
        Map<String, ReferenceRow> stored = rows.find(
                store.id(),
                name,
                changes.stream().map(change -> ReferenceRow.rowId(change.id())).toList());
        Map<String, JsonObject> before = new HashMap<>();
        stored.forEach((id, row) -> before.put(id, rows.toJson(row)));
        return new ResourcePlan(resource, stored, before, new ChangePlan(resource, before, changes, clock.instant()));
    }

    /** Withdraws the changes of rows that would get a unique value of another row; returns a message for each. */
    private List<String> withdrawClashes(StoreRef store, ResourcePlan planned) {
        Resource resource = planned.resource();
        if (resource.uniqueKeys().isEmpty()) {
            return List.of();
        }
        Set<String> values = planned.plan().changed().values().stream()
                .flatMap(row -> UniqueValues.of(resource, row).stream())
                .collect(Collectors.toSet());
        Map<String, JsonObject> others = rows.holders(store.id(), resource, values);
        List<String> messages = new ArrayList<>();
        Optional<Clash> clash =
                Clash.first(resource, planned.before(), planned.plan().changed(), others);
        while (clash.isPresent()) {
            messages.add(clash.get().message());
            planned.plan().withdraw(clash.get().changed());
            clash = Clash.first(resource, planned.before(), planned.plan().changed(), others);
        }
        return messages;
    }

    private void write(StoreRef store, ResourcePlan planned, OffsetDateTime now) {
        List<JsonObject> added = new ArrayList<>();
        planned.plan().changed().forEach((id, row) -> {
            ReferenceRow stored = planned.stored().get(id);
            if (stored == null) {
                added.add(row);
            } else {
                rows.change(
                        store.id(), planned.resource(), stored.position, rows.toColumns(planned.resource(), row), now);
            }
        });
        rows.add(store.id(), planned.resource(), added, now);
    }

    private record ResourcePlan(
            Resource resource, Map<String, ReferenceRow> stored, Map<String, JsonObject> before, ChangePlan plan) {}

    /** Returns the version of a store's master data; 0 if it has none. */
    public long version(StoreRef store) {
        return rows.version(store.id());
    }

    /**
     * The result of an import.
     *
     * @param version the store's version after the import; 0 if the snapshot was rejected
     * @param rows number of rows in the snapshot; 0 if it was rejected
     * @param changed number of rows added, changed or deleted
     * @param faults why the snapshot was rejected, as text; empty if it was accepted
     */
    public record Imported(long version, int rows, int changed, List<String> faults) {}

    /**
     * A running import.
     *
     * @param by who imports, as shown to users
     * @param rows number of rows read so far
     */
    public record Importing(String by, long rows) {}

    /**
     * The result of changes to single rows.
     *
     * @param version the store's version after the changes
     * @param changed number of rows changed
     * @param skipped which rows stayed as they were, as text: another row has their unique value, or terminals would
     *     not learn of their deletion
     * @param faults why nothing was changed, as text; empty if the changes were applied
     */
    public record Applied(long version, int changed, List<String> skipped, List<String> faults) {}
}
