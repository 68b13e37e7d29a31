package pro.saleflex.office.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counters that a terminal pushes: by name, the highest value of each; what has no name or no whole number is left out. */
public final class PushedCounters {
    private final Map<String, Long> values = new LinkedHashMap<>();

    /** One as it was sent; either part may be null. */
    public void add(String name, String value) {
        if (name != null && !name.isBlank() && value != null && value.matches("-?\\d{1,18}")) {
            values.merge(name, Long.valueOf(value), Math::max);
        }
    }

    /** All of them. */
    public Map<String, Long> values() {
        return values;
    }
}
