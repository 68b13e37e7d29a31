package pro.saleflex.office.benchmark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** When a viewer first saw each heartbeat. */
final class Sightings {
    private final Map<Integer, ConcurrentNavigableMap<Integer, Long>> tills = new ConcurrentHashMap<>();

    /** Records that a heartbeat is shown; only the first time counts. */
    void see(Mark mark, long millis) {
        tills.computeIfAbsent(mark.till(), till -> new ConcurrentSkipListMap<>())
                .putIfAbsent(mark.number(), millis);
    }

    /** When this heartbeat, or a later one of its till that overtook it, was first shown; empty if never. */
    Optional<Long> firstOf(Mark mark) {
        ConcurrentNavigableMap<Integer, Long> till = tills.get(mark.till());
        return Optional.ofNullable(till == null ? null : till.ceilingEntry(mark.number()))
                .map(Map.Entry::getValue);
    }
}
