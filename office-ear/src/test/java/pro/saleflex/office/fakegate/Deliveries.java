package pro.saleflex.office.fakegate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The documents received, per terminal in the order of their first arrival. */
final class Deliveries {
    private final Map<String, Delivery> byKey = new HashMap<>();
    private final Map<String, List<Delivery>> byTerminal = new TreeMap<>();
    private final Map<String, Integer> repeats = new HashMap<>();

    /** Result of a push. */
    enum Outcome {
        STORED,
        KNOWN,
        /** The key was used before, for different content. */
        OTHER
    }

    synchronized Outcome take(Delivery delivery) {
        Delivery known = byKey.putIfAbsent(delivery.lane() + "/" + delivery.id(), delivery);
        if (known == null) {
            byTerminal
                    .computeIfAbsent(delivery.lane(), lane -> new ArrayList<>())
                    .add(delivery);
            return Outcome.STORED;
        }
        if (!known.fingerprint().equals(delivery.fingerprint())) {
            return Outcome.OTHER;
        }
        repeats.merge(delivery.lane(), 1, Integer::sum);
        return Outcome.KNOWN;
    }

    /**
     * The documents of a terminal.
     *
     * @param terminal its code, or {@code store/terminal} if several stores have a terminal with this code
     */
    synchronized List<Delivery> of(String terminal) {
        List<List<Delivery>> found = byTerminal.entrySet().stream()
                .filter(lane -> lane.getKey().equals(terminal) || lane.getKey().endsWith("/" + terminal))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException("several stores have a " + terminal + "; ask for store/terminal");
        }
        return found.isEmpty() ? List.of() : List.copyOf(found.get(0));
    }

    synchronized int count() {
        return byKey.size();
    }

    /** Keyed by {@code store/terminal}. */
    synchronized Map<String, TerminalTally> tallies() {
        Map<String, TerminalTally> tallies = new TreeMap<>();
        byTerminal.forEach(
                (lane, deliveries) -> tallies.put(lane, TerminalTally.of(deliveries, repeats.getOrDefault(lane, 0))));
        return tallies;
    }
}
