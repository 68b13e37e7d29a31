package pro.saleflex.office.gate.pull;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.platform.LeasedJobs.Claim;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.GateReadResult.Complete;
import pro.saleflex.office.gate.pull.GateReadResult.Failed;
import pro.saleflex.office.gate.pull.GateReadResult.NotOffered;
import pro.saleflex.office.gate.pull.GateReadResult.Refused;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceData.Applied;
import pro.saleflex.office.reference.RowChange;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Pulls master data from GATE: for each store one source after the other, as each is due. What fails keeps up its own source
 * only; three failures in a row that are not of what GATE sent end a pass, because it is GATE that fails.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MasterDataPulls {
    /** Who did it, in the audit trail. */
    static final String GATE = "GATE";

    /** The begin of the names of duties: with a store's id and a source, or with a store's id. */
    static final String PULL = "pull ";

    static final String REFRESH = "refresh ";

    private static final Log LOG = Log.of(MasterDataPulls.class);
    private static final int MOST_PAGES = 10_000;

    /** In a row; as many as hold up documents. */
    private static final int FAILURES = 3;

    /** So often in a row it is no bad moment any more: some two minutes. */
    private static final int LASTING = 5;

    /** A new store is found within this time. */
    private static final Duration STORES = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    GateLink link;

    @Inject
    GatePages pages;

    @Inject
    LeasedJobs jobs;

    @Inject
    PulledPages pulled;

    @Inject
    ReferenceData reference;

    @Inject
    Terminals terminals;

    @Inject
    TerminalRequests requests;

    @Inject
    Alerts alerts;

    private volatile Instant adoptedAt = Instant.MIN;

    /** Pulls what is due. At the first call all is. */
    public void pull() {
        if (!link.configured()) {
            return;
        }
        adopt();
        if (!link.isOnHold()) {
            pullDue();
        }
        refresh();
    }

    /** A store's master data were replaced from elsewhere: what GATE has for it is pulled from the begin. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void startOver(StoreRef store) {
        jobs.startOver(PULL + store.id() + " ");
    }

    /** Wants products pulled for these stores at once. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void pullProductsNow(Collection<StoreRef> stores) {
        stores.forEach(store -> jobs.makeDueNow(Source.jobName(store.id(), Source.PRODUCTS)));
    }

    /** Wants campaigns pulled for these stores at once. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void pullCampaignsNow(Collection<StoreRef> stores) {
        stores.forEach(store -> jobs.makeDueNow(Source.jobName(store.id(), Source.CAMPAIGNS)));
    }

    /** Was each of these stores brought up to the products that GATE had at a time? */
    public boolean productsPulledSince(Collection<StoreRef> stores, Instant of) {
        return have(Source.PRODUCTS, stores, of);
    }

    /** Was each of these stores brought up to the campaigns that GATE had at a time? */
    public boolean campaignsPulledSince(Collection<StoreRef> stores, Instant of) {
        return have(Source.CAMPAIGNS, stores, of);
    }

    private boolean have(String source, Collection<StoreRef> stores, Instant of) {
        return jobs.succeededSince(
                stores.stream().map(store -> Source.jobName(store.id(), source)).toList(), of);
    }

    /** Gives every store its jobs. */
    private void adopt() {
        Instant now = clock.instant();
        boolean first = adoptedAt.equals(Instant.MIN);
        if (first || !now.isBefore(adoptedAt.plus(STORES))) {
            List<Source> sources = Source.all(reference.resources());
            jobs.createMissing(terminals.stores().stream()
                    .flatMap(store -> sources.stream().map(source -> Source.jobName(store.id(), source.name())))
                    .toList());
            if (first) {
                jobs.makeAllDueNow(PULL);
            }
            adoptedAt = now;
        }
    }

    private void pullDue() {
        Set<String> due = new HashSet<>(jobs.due(PULL));
        if (due.isEmpty()) {
            return;
        }
        List<Source> sources = Source.all(reference.resources());
        int failures = 0;
        for (StoreRef store : terminals.stores()) {
            for (Source source : sources) {
                if (due.contains(Source.jobName(store.id(), source.name()))) {
                    failures = pull(store, source) ? 0 : failures + 1;
                    if (failures == FAILURES || link.isOnHold()) {
                        return;
                    }
                }
            }
            refresh(); // before the next store's turn, which may take its time
        }
    }

    /** False: it failed, and not by what GATE sent. */
    private boolean pull(StoreRef store, Source source) {
        Optional<Claim> claimed = jobs.claim(Source.jobName(store.id(), source.name()));
        if (claimed.isEmpty()) {
            return true; // another server is at it
        }
        Claim claim = claimed.get();
        List<String> clashes = new ArrayList<>();
        GateReadResult read = pages.read(
                source.first(store, claim.position()), MOST_PAGES, page -> take(claim, store, source, page, clashes));
        String alert = AlertKind.GATE_DATA_REFUSED.key(store.id(), source.name());
        if (read instanceof Complete && !clashes.isEmpty()) {
            // All else was taken. It is asked for from the same time on, so that they come again when GATE has mended
            // one.
            refused(claim, store, source, inShort(clashes));
            return true;
        }
        if (read instanceof Complete complete) {
            jobs.finish(claim, complete.serverTime(), next());
            alerts.resolve(alert);
            return true;
        }
        if (read instanceof NotOffered) {
            jobs.release(claim, next()); // this GATE does not have it; others may be there
            return true;
        }
        if (read instanceof Refused refused) {
            refused(claim, store, source, refused.reason());
            return true;
        }
        Failed failed = (Failed) read;
        Instant again = jobs.failed(claim, failed.retryAfter());
        if (failed.retryAfter() != null) {
            jobs.postponeAll(PULL, clock.instant().plus(failed.retryAfter())); // GATE wants to be left alone
        }
        LOG.log(
                Level.WARNING,
                "Master data for store {0} ({1}) could not be pulled from GATE; it is tried again at {2}: {3}",
                new Object[] {store.storeCode(), source.name(), again, DeliveryResult.withoutGateText(failed.reason())});
        if (claim.failures() + 1 >= LASTING) {
            alerts.raise(Cause.gateDataRefused(store, source.name(), failed.reason()));
        }
        return false;
    }

    private void refused(Claim claim, StoreRef store, Source source, String reason) {
        jobs.release(claim, next());
        LOG.log(Level.WARNING, "What GATE sent for store {0} ({1}) cannot be used: {2}", new Object[] {
            store.storeCode(), source.name(), DeliveryResult.withoutGateText(reason)
        });
        alerts.raise(Cause.gateDataRefused(store, source.name(), reason));
    }

    private Optional<GateReadResult> take(
            Claim claim, StoreRef store, Source source, List<JsonValue> page, List<String> clashes) {
        if (!jobs.renew(claim)) {
            return Optional.of(new Failed("It took longer than its lease.", null));
        }
        if (page.isEmpty()) {
            return Optional.empty(); // as most are
        }
        Optional<List<RowChange>> changes = source.changes(page);
        if (changes.isEmpty()) {
            return Optional.of(
                    new Refused("A change is not of the form it should have, or is none of " + source.name() + "."));
        }
        Applied applied = pulled.apply(store, source.name(), changes.get());
        clashes.addAll(applied.clashes());
        return applied.faults().isEmpty() ? Optional.empty() : Optional.of(new Refused(inShort(applied.faults())));
    }

    private static String inShort(List<String> faults) {
        return faults.size() == 1 ? faults.get(0) : faults.get(0) + " And " + (faults.size() - 1) + " more.";
    }

    /** Has the tills of stores refresh whose data were changed. */
    private void refresh() {
        List<String> due = jobs.due(REFRESH);
        if (due.isEmpty()) {
            return;
        }
        terminals.stores().stream()
                .filter(store -> due.contains(REFRESH + store.id()))
                .forEach(store -> jobs.claim(REFRESH + store.id()).ifPresent(claim -> {
                    requests.refreshAll(store, GATE);
                    jobs.finish(claim, null, null);
                }));
    }

    private Instant next() {
        return clock.instant().plus(config.gate().pullInterval());
    }
}
