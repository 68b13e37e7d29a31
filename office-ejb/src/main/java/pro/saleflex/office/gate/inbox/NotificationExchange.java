package pro.saleflex.office.gate.inbox;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.link.GateAnswer;
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.GatePages;
import pro.saleflex.office.gate.pull.GateReadResult;
import pro.saleflex.office.gate.pull.GateReadResult.Complete;
import pro.saleflex.office.gate.pull.GateReadResult.Failed;
import pro.saleflex.office.gate.pull.GateReadResult.NotOffered;
import pro.saleflex.office.gate.pull.GateReadResult.Refused;
import pro.saleflex.office.gate.pull.MasterDataPulls;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.ClaimedJob;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Fetches notifications from GATE and returns those that were read, outside any transaction. Without this OFFICE's id
 * in GATE it does nothing.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationExchange {
    private static final Log LOG = Log.of(NotificationExchange.class);
    private static final JobName FETCH = JobName.of(JobName.Kind.NOTIFICATIONS);
    private static final String ALERT = AlertKind.GATE_DATA_REFUSED.key("notifications");
    private static final int MOST_PAGES = 100;
    private static final int MOST_RETURNS = 100;
    private static final int NOT_FOUND = 404;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    GateLink link;

    @Inject
    GateClient client;

    @Inject
    GatePages pages;

    @Inject
    LeasedJobs jobs;

    @Inject
    NotificationStore store;

    @Inject
    NotificationInbox inbox;

    @Inject
    MasterDataPulls pulls;

    @Inject
    Terminals terminals;

    @Inject
    Alerts alerts;

    @Inject
    Event<GateChanged> changed;

    /** Fetches and returns what is due. */
    public void exchange() {
        Optional<String> officeId = config.gate().officeId();
        if (!link.configured() || officeId.isEmpty()) {
            return;
        }
        markPulled();
        if (link.isOnHold()) {
            return;
        }
        jobs.claim(FETCH).ifPresent(job -> fetch(job, officeId.get()));
        if (!jobs.due(GateNotifications.RETURNS).isEmpty()) {
            jobs.claim(GateNotifications.RETURNS).ifPresent(this::returnRead);
        }
    }

    /** Marks notifications of changed master data as read once the data have been pulled. */
    private void markPulled() {
        List<GateNotification> waiting = store.waitingForPull();
        if (waiting.isEmpty()) {
            return;
        }
        List<StoreRef> all = terminals.stores();
        for (GateNotification notification : waiting) {
            List<StoreRef> stores = all.stream()
                    .filter(each ->
                            notification.storeCode() == null || each.storeCode().equals(notification.storeCode()))
                    .toList();
            boolean pulled = notification.type() == NotificationType.CAMPAIGN_UPDATE
                    ? pulls.campaignsPulledSince(stores, notification.receivedAt())
                    : pulls.productsPulledSince(stores, notification.receivedAt());
            if (pulled) {
                store.markRead(notification.id());
            }
        }
    }

    private void fetch(ClaimedJob job, String officeId) {
        AtomicInteger malformed = new AtomicInteger();
        GateReadResult read = pages.read(
                "/notifications/?terminal_id=" + URLEncoder.encode(officeId, StandardCharsets.UTF_8),
                MOST_PAGES,
                page -> take(job, page, malformed));
        if (read instanceof Failed failed) {
            jobs.failed(job, failed.retryAfter());
            LOG.log(
                    Level.WARNING,
                    "Notifications could not be fetched from GATE: {0}",
                    DeliveryResult.withoutGateText(failed.reason()));
            return;
        }
        jobs.finish(job, null, clock.instant().plus(config.gate().notificationInterval()));
        if (read instanceof NotOffered) {
            return; // this GATE sends no notifications
        }
        if (read instanceof Complete && malformed.get() == 0) {
            alerts.resolve(ALERT);
        } else {
            String reason = read instanceof Refused refused
                    ? refused.reason()
                    : "Malformed notifications: " + malformed.get() + ".";
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            alerts.observe(Cause.gateNotificationsRefused(reason), Math.max(1, malformed.get()), now, now);
        }
    }

    private Optional<GateReadResult> take(ClaimedJob job, List<JsonValue> page, AtomicInteger malformed) {
        if (!jobs.renew(job)) {
            return Optional.of(new Failed("Fetching took longer than its lease.", null));
        }
        List<ReceivedNotifications> received = new ArrayList<>();
        for (JsonValue value : page) {
            ReceivedNotifications.of(value).ifPresentOrElse(received::add, malformed::incrementAndGet);
        }
        List<String> known =
                store.knownIds(received.stream().map(ReceivedNotifications::id).toList());
        received.removeIf(notification -> known.contains(notification.id()));
        received.forEach(inbox::receive);
        if (!received.isEmpty()) {
            changed.fire(new GateChanged());
        }
        return Optional.empty();
    }

    /** Returns read notifications to GATE. One that GATE no longer knows counts as returned. */
    private void returnRead(ClaimedJob job) {
        DeliveryResult failure = null;
        List<NotificationStore.Read> read = store.unreturned(MOST_RETURNS);
        for (NotificationStore.Read each : read) {
            if (link.isOnHold()) {
                jobs.release(job, clock.instant());
                return;
            }
            if (!jobs.renew(job)) {
                return; // another server has the job now
            }
            GateAnswer answer =
                    client.post("/notifications/" + pathPart(each.gateId()) + "/read/", body(each), Map.of());
            DeliveryResult result = DeliveryResult.of(answer);
            boolean forgotten = answer instanceof Replied replied && replied.status() == NOT_FOUND;
            if (forgotten || result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.REFUSED) {
                store.markReturned(each.id());
                continue;
            }
            failure = result;
            if (result.outcome() == Outcome.UNREACHABLE) {
                link.recordResult(result);
            }
            break;
        }
        if (failure != null) {
            jobs.failed(job, failure.retryAfter());
            LOG.log(
                    Level.WARNING,
                    "Read notifications could not be returned to GATE: {0}",
                    DeliveryResult.withoutGateText(failure.reason()));
        } else {
            jobs.finish(job, null, read.size() == MOST_RETURNS ? clock.instant() : null);
        }
        if (!read.isEmpty()) {
            changed.fire(new GateChanged());
        }
    }

    private static byte[] body(NotificationStore.Read read) {
        return Json.createObjectBuilder()
                .add("read_at", read.at().toString())
                .add("confirmed_by", Json.createArrayBuilder(read.confirmedBy()))
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String pathPart(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
