package pro.saleflex.office.alert.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest(settings = {"saleflex.office.webhook.url=http://127.0.0.1:9/", "saleflex.office.webhook.secret=s3cret"})
class AlertDeliveryQueueDbTest {
    private static final Set<DeliveryChannel> CHANNELS = Set.of(DeliveryChannel.WEBHOOK);

    @Inject
    TestApplication app;

    @Inject
    Alerts alerts;

    @Inject
    AlertDeliveryQueue queue;

    @Inject
    StoreRef store;

    @BeforeEach
    void clear() {
        app.tamper("delete from notification");
    }

    private void queue(int deliveries) {
        for (int i = 1; i <= deliveries; i++) {
            alerts.raise(Cause.lowDisk(app.terminal(store, i), i));
        }
    }

    private ClaimedDelivery claim() {
        return queue.claim(CHANNELS).orElseThrow();
    }

    @Test
    void concurrentServersClaimEachDeliveryOnce() {
        queue(20);
        Callable<List<UUID>> server = () -> {
            List<UUID> mine = new ArrayList<>();
            for (Optional<ClaimedDelivery> next = queue.claim(CHANNELS);
                    next.isPresent();
                    next = queue.claim(CHANNELS)) {
                mine.add(next.get().id());
            }
            return mine;
        };
        for (int round = 0; round < 2; round++) {
            List<UUID> claimed = Concurrently.call(Collections.nCopies(6, server)).stream()
                    .flatMap(List::stream)
                    .toList();
            assertEquals(20, claimed.size(), "round " + round);
            assertEquals(20, new HashSet<>(claimed).size());
            app.clock().pass(AlertDeliveryQueue.LEASE_LENGTH.plusSeconds(1)); // all leases expire
        }
    }

    @Test
    void anExpiredLeaseGoesToAnotherAndItsFirstHolderChangesNothing() {
        queue(1);
        ClaimedDelivery slow = claim();
        assertEquals(Optional.empty(), queue.claim(CHANNELS));
        app.clock().pass(AlertDeliveryQueue.LEASE_LENGTH.plusSeconds(1));
        ClaimedDelivery next = claim();
        assertEquals(slow.id(), next.id());
        assertNotEquals(slow.lease().token(), next.lease().token());
        assertEquals(2, next.attempts());

        List<List<String>> claimed = app.rows("select * from notification");
        queue.failed(slow, "too late");
        queue.sent(slow);
        assertEquals(claimed, app.rows("select * from notification"));
        queue.sent(next);
        assertEquals("t", app.value("select sent_at is not null and claim_token is null from notification"));
    }
}
