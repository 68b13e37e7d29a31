package pro.saleflex.office.fakegate;

import java.time.Clock;
import tools.jackson.databind.JsonNode;

/** Everything the gate keeps, in memory only. */
record GateMemory(
        Options options,
        Clock clock,
        Tokens tokens,
        Deliveries deliveries,
        StatusReports statusReports,
        Changes changes,
        Notifications notifications,
        Violations violations) {

    static GateMemory empty(Options options, Clock clock) {
        return new GateMemory(
                options,
                clock,
                new Tokens(options, clock),
                new Deliveries(),
                new StatusReports(),
                new Changes(options.pageSize(), clock),
                new Notifications(options.pageSize(), clock),
                new Violations());
    }

    Deliveries.Outcome store(JsonNode body, byte[] text) {
        return deliveries.take(Delivery.of(body, text, options.lean(), clock.instant()));
    }
}
