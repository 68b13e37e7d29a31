package pro.saleflex.office.reference;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.Resume;
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
     * <p>A terminal that just delivered a closure refreshes; it then gets no values that it tracks itself, such as stock.
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
        return data(terminal, assembled(storeId, version), counters.resume(terminal));
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
        List<String> parts = new ArrayList<>();
        for (Resource resource : Resource.ALL) {
            parts.add((parts.isEmpty() ? "{\"" : ",\"") + resource.name() + "\":");
            parts.add(
                    switch (resource.name()) {
                        case Resource.POS_SETTINGS -> settings;
                        case Resource.SEQUENCES -> OwnRows.sequences(terminal, resume.numbers());
                        default -> assembled.resource(resource.name(), resume.refreshing());
                    });
        }
        parts.add("}");
        String tag = assembled.version() + "-" + resume.numbers().closureNumber() + "-"
                + resume.numbers().receiptNumber() + "-" + Integer.toHexString(settings.hashCode())
                + (resume.refreshing() ? "-refresh" : "");
        return new InitData.Ready(tag, parts);
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
        Map<String, List<jakarta.json.JsonObject>> found = new java.util.LinkedHashMap<>(snapshot.rows());
        found.remove(Resource.SEQUENCES);
        long version = rows.replace(store.id(), found, clock.instant().atOffset(ZoneOffset.UTC));
        return new Imported(
                version, found.values().stream().mapToInt(List::size).sum(), List.of());
    }

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
}
