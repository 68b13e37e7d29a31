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
import pro.saleflex.office.gate.link.GateAnswer;
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.platform.LeasedJobs.Claim;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.GatePages;
import pro.saleflex.office.gate.pull.GateReadResult;
import pro.saleflex.office.gate.pull.GateReadResult.Complete;
import pro.saleflex.office.gate.pull.GateReadResult.Failed;
import pro.saleflex.office.gate.pull.GateReadResult.NotOffered;
import pro.saleflex.office.gate.pull.GateReadResult.Refused;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.pull.MasterDataPulls;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Gets what GATE has to tell, and tells GATE what of it was read, outside any transaction. Without this OFFICE's id in GATE
 * it does nothing.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationExchange {
    private static final Log LOG = Log.of(NotificationExchange.class);
    private static final String DUTY = "notifications";
    private static final String ALERT = AlertKind.GATE_DATA_REFUSED.key(DUTY);
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
    NotificationStore notices;

    @Inject
    NotificationInbox arrivals;

    @Inject
    MasterDataPulls pulls;

    @Inject
    Terminals terminals;

    @Inject
    Alerts alerts;

    @Inject
    Event<GateChanged> changed;

    /** Gets and returns what is due. */
    public void exchange() {
        Optional<String> officeId = config.gate().officeId();
        if (!link.configured() || officeId.isEmpty()) {
            return;
        }
        settlePulled();
        if (link.isOnHold()) {
            return;
        }
        jobs.claim(DUTY).ifPresent(claim -> get(claim, officeId.get()));
        if (!jobs.due(GateNotifications.RETURNS).isEmpty()) {
            jobs.claim(GateNotifications.RETURNS).ifPresent(this::giveBack);
        }
    }

    /** What told of changed master data is read when they were pulled since. */
    private void settlePulled() {
        List<GateNotification> waiting = notices.waitingForPull();
        if (waiting.isEmpty()) {
            return;
        }
        List<StoreRef> all = terminals.stores();
        for (GateNotification notice : waiting) {
            List<StoreRef> stores = all.stream()
                    .filter(store ->
                            notice.storeCode() == null || store.storeCode().equals(notice.storeCode()))
                    .toList();
            boolean passed = notice.type() == NotificationType.CAMPAIGN_UPDATE
                    ? pulls.campaignsPulledSince(stores, notice.receivedAt())
                    : pulls.productsPulledSince(stores, notice.receivedAt());
            if (passed) {
                notices.settle(notice.id());
            }
        }
    }

    private void get(Claim claim, String officeId) {
        AtomicInteger unfit = new AtomicInteger();
        GateReadResult read = pages.read(
                "/notifications/?terminal_id=" + URLEncoder.encode(officeId, StandardCharsets.UTF_8),
                MOST_PAGES,
                page -> take(claim, page, unfit));
        if (read instanceof Failed failed) {
            jobs.failed(claim, failed.retryAfter());
            LOG.log(Level.WARNING, "GATE does not say what it has to tell: {0}", DeliveryResult.withoutGateText(failed.reason()));
            return;
        }
        jobs.finish(claim, null, clock.instant().plus(config.gate().notificationInterval()));
        if (read instanceof NotOffered) {
            return; // this GATE tells nothing
        }
        if (read instanceof Complete && unfit.get() == 0) {
            alerts.resolve(ALERT);
        } else {
            String reason = read instanceof Refused refused
                    ? refused.reason()
                    : unfit.get() + " are not of the form they should have.";
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            alerts.observe(Cause.gateNotificationsRefused(reason), Math.max(1, unfit.get()), now, now);
        }
    }

    private Optional<GateReadResult> take(Claim claim, List<JsonValue> page, AtomicInteger unfit) {
        if (!jobs.renew(claim)) {
            return Optional.of(new Failed("It took longer than its lease.", null));
        }
        List<ReceivedNotifications> received = new ArrayList<>();
        for (JsonValue value : page) {
            ReceivedNotifications.of(value).ifPresentOrElse(received::add, unfit::incrementAndGet);
        }
        List<String> known = notices.known(received.stream().map(ReceivedNotifications::id).toList());
        received.removeIf(notice -> known.contains(notice.id()));
        received.forEach(arrivals::take);
        if (!received.isEmpty()) {
            changed.fire(new GateChanged());
        }
        return Optional.empty();
    }

    /** Tells GATE what was read. Of one that GATE does not know any more it need not hear. */
    private void giveBack(Claim claim) {
        DeliveryResult failure = null;
        List<NotificationStore.Read> read = notices.toReturn(MOST_RETURNS);
        for (NotificationStore.Read each : read) {
            if (link.isOnHold()) {
                jobs.release(claim, clock.instant());
                return;
            }
            if (!jobs.renew(claim)) {
                return; // somebody else is at it
            }
            GateAnswer answer =
                    client.post("/notifications/" + pathPart(each.gateId()) + "/read/", body(each), Map.of());
            DeliveryResult result = DeliveryResult.of(answer);
            boolean forgotten = answer instanceof Replied replied && replied.status() == NOT_FOUND;
            if (forgotten || result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.REFUSED) {
                notices.returned(each.id());
                continue;
            }
            failure = verdict;
            if (result.outcome() == Outcome.UNREACHABLE) {
                link.recordResult(result);
            }
            break;
        }
        if (failure != null) {
            jobs.failed(claim, failure.retryAfter());
            LOG.log(Level.WARNING, "GATE does not take what was read: {0}", DeliveryResult.withoutGateText(failure.reason()));
        } else {
            jobs.finish(claim, null, read.size() == MOST_RETURNS ? clock.instant() : null);
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
