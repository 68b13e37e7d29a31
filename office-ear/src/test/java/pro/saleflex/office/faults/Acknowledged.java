package pro.saleflex.office.faults;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pro.saleflex.office.simulator.Ledger;

/** What the tills were told is stored. */
final class Acknowledged {
    private final Map<String, Map<String, BigDecimal>> sales = new HashMap<>();
    private final Map<String, Set<String>> closures = new HashMap<>();

    /** Adds what a run of the tills was told. */
    void add(Ledger ledger) {
        for (String line : ledger.lines()) {
            String[] fields = line.split("\t", -1);
            sales.computeIfAbsent(fields[2], terminal -> new HashMap<>()).put(fields[0], new BigDecimal(fields[4]));
        }
        for (String line : ledger.closures()) {
            String[] fields = line.split("\t", -1);
            closures.computeIfAbsent(fields[1], terminal -> new HashSet<>()).add(fields[0]);
        }
    }

    /** The codes of the tills. */
    Set<String> terminals() {
        Set<String> codes = new TreeSet<>(sales.keySet());
        codes.addAll(closures.keySet());
        return codes;
    }

    /** A till's sales: their totals by id. */
    Map<String, BigDecimal> sales(String terminal) {
        return sales.getOrDefault(terminal, Map.of());
    }

    /** The ids of a till's closures. */
    Set<String> closures(String terminal) {
        return closures.getOrDefault(terminal, Set.of());
    }

    /** Number of documents. */
    int documents() {
        return sales.values().stream().mapToInt(Map::size).sum()
                + closures.values().stream().mapToInt(Set::size).sum();
    }
}
