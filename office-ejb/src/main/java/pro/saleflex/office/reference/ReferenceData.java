package pro.saleflex.office.reference;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.Resume;
import pro.saleflex.office.counter.Counters.Start;
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
            assembled = new Assembled(version, rows.read(storeId));
            ASSEMBLED.put(storeId, assembled);
        }
        return assembled;
    }

    /** By which numbers and codes others know what a store's terminals know by ids. */
    public ReferenceNumbers numbers(StoreRef store) {
        return assembled(store.id(), rows.version(store.id())).numbers();
    }

    private static InitData data(TerminalRef terminal, Assembled assembled, Resume resume) {
        String settings = OwnRows.posSettings(terminal, assembled.posSettings());
        boolean refreshing = resume.start() != Start.NEW;
        Map<String, String> resources = new LinkedHashMap<>();
        for (Resource resource : Resource.ALL) {
            resources.put(
                    resource.name(),
                    switch (resource.name()) {
                        case Resource.POS_SETTINGS -> settings;
                        // In the middle of a period: a number that it used meanwhile must not come again.
                        case Resource.SEQUENCES ->
                            resume.start() == Start.TOLD ? "[]" : OwnRows.sequences(terminal, resume.numbers());
                        default -> assembled.resource(resource.name(), refreshing);
                    });
        }
        String tag = assembled.version() + "-" + resume.numbers().closureNumber() + "-"
                + resume.numbers().receiptNumber() + "-" + Integer.toHexString(settings.hashCode())
                + (refreshing ? "-" + resume.start() : "");
        return new InitData.Ready(tag, resources);
    }

    /**
     * Replaces a store's master data by a snapshot: the reply of another server's {@code /pos/init}.
     *
     * <p>The snapshot is validated as a whole first; when anything is wrong, nothing changes. Counters in it are not taken:
     * each terminal's own documents say where it goes on.
     */
    public Imported importSnapshot(StoreRef store, String json) {
        Snapshot snapshot = Snapshot.read(json);
        if (!snapshot.faults().isEmpty()) {
            return new Imported(0, 0, snapshot.faults());
        }
        Map<String, List<JsonObject>> found = new LinkedHashMap<>(snapshot.rows());
        found.remove(Resource.SEQUENCES);
        long version = rows.replace(store.id(), found, clock.instant().atOffset(ZoneOffset.UTC));
        return new Imported(
                version, found.values().stream().mapToInt(List::size).sum(), List.of());
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
     * is not changed; the version rises by one when any row was.
     *
     * @param changes each row once
     */
    public Applied apply(StoreRef store, List<RowChange> changes) {
        List<String> faults = RowRules.faults(changes);
        if (!faults.isEmpty()) {
            return new Applied(rows.version(store.id()), 0, faults);
        }
        rows.lock(store.id());
        Map<String, List<RowChange>> byResource = changes.stream()
                .collect(Collectors.groupingBy(RowChange::resource, LinkedHashMap::new, Collectors.toList()));
        List<Planned> plans = byResource.entrySet().stream()
                .map(each -> planned(store, each.getKey(), each.getValue()))
                .toList();
        List<String> taken = plans.stream()
                .filter(planned -> planned.plan().concernsNeeds())
                .flatMap(planned -> planned.plan().faults(rows.withoutCodes(store.id(), planned.resource())).stream())
                .toList();
        int changed = plans.stream().mapToInt(planned -> planned.plan().size()).sum();
        if (!taken.isEmpty() || changed == 0) {
            return new Applied(rows.version(store.id()), 0, taken);
        }
        plans.forEach(planned -> write(store, planned));
        return new Applied(rows.raise(store.id(), clock.instant().atOffset(ZoneOffset.UTC)), changed, List.of());
    }

    private Planned planned(StoreRef store, String resource, List<RowChange> changes) {
        Map<String, ReferenceRow> stored = rows.find(
                store.id(),
                resource,
                changes.stream().map(change -> ReferenceRow.rowId(change.id())).toList());
        Map<String, JsonObject> before = new HashMap<>();
        stored.forEach((id, row) -> before.put(id, rows.object(row)));
        return new Planned(
                resource,
                stored,
                new ChangePlan(Resource.named(resource).orElseThrow(), before, changes, clock.instant()));
    }

    private void write(StoreRef store, Planned planned) {
        List<JsonObject> added = new ArrayList<>();
        planned.plan().changed().forEach((id, row) -> {
            ReferenceRow stored = planned.stored().get(id);
            if (stored == null) {
                added.add(row);
            } else {
                rows.change(stored, row);
            }
        });
        planned.plan().removed().forEach(id -> rows.remove(planned.stored().get(id)));
        rows.add(store.id(), planned.resource(), added);
    }

    private record Planned(String resource, Map<String, ReferenceRow> stored, ChangePlan plan) {}

    /** The version of a store's master data; 0 when it has none. */
    public long version(StoreRef store) {
        return rows.version(store.id());
    }

    /**
     * What became of an import.
     *
     * @param version the new version; 0 when nothing was changed
     * @param rows how many rows the store has now; 0 when nothing was changed
     * @param faults why nothing was changed, in words
     */
    public record Imported(long version, int rows, List<String> faults) {}

    /**
     * What became of changes.
     *
     * @param version the version now
     * @param changed how many rows were changed
     * @param faults why nothing was changed, in words
     */
    public record Applied(long version, int changed, List<String> faults) {}
}
