package pro.saleflex.office.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.TestApplication;

/** A restarted server does not know which alerts it updated before. */
class SilenceAfterStartDbTest {
    @TempDir
    static Path home;

    private final Database database = Database.create();

    private TestApplication start() {
        return new TestApplication(home, Map.of(), database);
    }

    private static void beat(TestApplication app, TerminalRef till) {
        app.bean(Contacts.class).heartbeat(till, ContactsDbTest.heartbeat(Activity.IDLE, 5));
    }

    private static List<AlertView> silence(TestApplication app, StoreRef store) {
        app.bean(TerminalAlerts.class).updateSilence();
        return app.bean(Alerts.class).open(Set.of(store.id()));
    }

    @Test
    void silenceThroughARestartIsTheSameAlertAndIsResolvedForTerminalsThatCalledMeanwhile() {
        List<TerminalRef> tills;
        StoreRef store;
        AlertView before;
        try (TestApplication app = start()) {
            store = app.store();
            tills = IntStream.rangeClosed(1, 10)
                    .mapToObj(i -> app.terminal(store, i))
                    .toList();
            Instant started = app.clock().instant();
            tills.forEach(till -> beat(app, till));
            app.clock().pass(Duration.ofSeconds(23));
            app.bean(Contacts.class).detectSilence(started);
            before = silence(app, store).get(0);
            assertEquals(10, before.terminalIds().size());
        }
        try (TestApplication app = start()) {
            assertEquals(List.of(before), silence(app, store), "no new occurrence");
            tills.forEach(till -> beat(app, till)); // and the server stops before it updates the alerts
        }
        try (TestApplication app = start()) {
            assertEquals(List.of(), silence(app, store));
        }
    }
}
