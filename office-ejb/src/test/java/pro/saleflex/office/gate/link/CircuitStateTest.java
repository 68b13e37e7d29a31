package pro.saleflex.office.gate.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.saleflex.office.gate.link.CircuitState.Diagnosis;
import pro.saleflex.office.gate.link.CircuitState.Event;
import pro.saleflex.office.gate.link.CircuitState.Position;

/** The whole transition table, as people read it. */
class CircuitStateTest {
    /** c closed, o open, h half open; + reachable, - away, p probe refused, d delivery refused. */
    private static final String TABLE = """
            event                     c+  o+  o-  op  od  h+  h-  hp  hd
            DELIVERY_PASSED           c+  c+  c+  c+  c+  c+  c+  c+  c+
            DELIVERY_FAILED           c+  o+  o-  op  od  o+  o-  op  o+
            DELIVERIES_KEEP_FAILING   o+  o+  o-  op  od  o+  o-  op  o+
            DELIVERY_UNREACHABLE      o-  o-  o-  o-  od  o-  o-  o-  o-
            DELIVERY_REFUSED          od  od  od  od  od  od  od  od  od
            PROBE_PASSED              c+  h+  h+  h+  hd  h+  h+  h+  hd
            PROBE_FAILED              o-  o-  o-  o-  o-  o-  o-  o-  o-
            PROBES_KEEP_FAILING       h+  h+  h-  hp  hd  h+  h-  hp  hd
            PROBE_REFUSED             op  op  op  op  op  op  op  op  op
            """;

    private static final Map<Character, Position> POSITIONS =
            Map.of('c', Position.CLOSED, 'o', Position.OPEN, 'h', Position.HALF_OPEN);
    private static final Map<Character, Diagnosis> DIAGNOSES = Map.of(
            '+', Diagnosis.REACHABLE,
            '-', Diagnosis.AWAY,
            'p', Diagnosis.PROBE_REFUSED,
            'd', Diagnosis.DELIVERY_REFUSED);

    private static CircuitState state(String code) {
        return new CircuitState(POSITIONS.get(code.charAt(0)), DIAGNOSES.get(code.charAt(1)));
    }

    static Stream<List<String>> rows() {
        return TABLE.lines().skip(1).map(line -> List.of(line.split(" +")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyEventLeadsFromEveryStateWhereTheTableSays(List<String> row) {
        List<String> states = List.of(TABLE.lines().findFirst().orElseThrow().split(" +"));
        Event event = Event.valueOf(row.get(0));
        for (int column = 1; column < states.size(); column++) {
            assertEquals(
                    state(row.get(column)),
                    state(states.get(column)).after(event),
                    event + " in " + state(states.get(column)));
        }
    }

    @Test
    void theTableHasEveryEvent() {
        assertEquals(
                Stream.of(Event.values()).map(Event::name).toList(),
                rows().map(row -> row.get(0)).toList());
    }

    @Test
    void onlyAPassedDeliveryLeadsDirectlyToClosed() {
        assertEquals(
                List.of(),
                Stream.of(Event.values())
                        .filter(event -> event != Event.DELIVERY_PASSED)
                        .filter(event -> state("od").after(event).equals(CircuitState.CLOSED))
                        .toList());
    }
}
