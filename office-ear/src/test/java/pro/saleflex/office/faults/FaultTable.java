package pro.saleflex.office.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which faults were tried, how often they hit, and what was found afterwards. */
final class FaultTable {
    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int documents;
    private int checks;

    /** Counts a fault, and says so: a run takes long. */
    void tried(String fault, boolean hit, Duration took) {
        System.out.printf(
                Locale.ROOT, "%-40s %s, %.1f s%n", fault, hit ? "hit" : "not reached", took.toMillis() / 1000.0);
        rows.merge(fault, new Row(1, hit ? 1 : 0, took), Row::plus);
    }

    /** Counts a check of everything. */
    void checked(int acknowledged, List<Finding> found) {
        checks++;
        documents = acknowledged;
        findings.addAll(found);
    }

    /** Number of faults that hit. */
    int hits() {
        return rows.values().stream().mapToInt(Row::hits).sum();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The table as text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%n%-40s %6s %6s %10s%n", "fault", "tried", "hit", "each [s]"));
        rows.forEach((fault, row) -> text.append(String.format(
                Locale.ROOT,
                "%-40s %6d %6d %10.1f%n",
                fault,
                row.tried,
                row.hits,
                row.took.toMillis() / 1000.0 / row.tried)));
        text.append(String.format(
                Locale.ROOT,
                "%d faults hit; %d documents acknowledged; compared %d times; %d findings%n",
                hits(),
                documents,
                checks,
                findings.size()));
        for (Finding.Sort sort : Finding.Sort.values()) {
            long count =
                    findings.stream().filter(finding -> finding.sort() == sort).count();
            text.append(String.format(Locale.ROOT, "  %-12s %d%n", sort, count));
        }
        findings.forEach(finding -> text.append(finding).append(System.lineSeparator()));
        return text.toString();
    }

    private record Row(int tried, int hits, Duration took) {
        Row plus(Row other) {
            return new Row(tried + other.tried, hits + other.hits, took.plus(other.took));
        }
    }
}
