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
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.GateReadResult.Complete;
import pro.saleflex.office.gate.pull.GateReadResult.Failed;
import pro.saleflex.office.gate.pull.GateReadResult.NotOffered;
import pro.saleflex.office.gate.pull.GateReadResult.Refused;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.ClaimedJob;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceData.Applied;
import pro.saleflex.office.reference.RowChange;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Pulls master data from GATE: for each store one source after another, when it is due. A failure delays only its own
 * source; but three failures in a row that are not due to the data end the pass, because then GATE itself is failing.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MasterDataPulls {
    /** The actor in the audit trail. */
    static final String GATE = "GATE";

    private static final JobName PULLS = JobName.of(JobName.Kind.PULL);
    private static final JobName REFRESHES = JobName.of(JobName.Kind.REFRESH);
    private static final Log LOG = Log.of(MasterDataPulls.class);
    private static final int MOST_PAGES = 10_000;

    /** This many in a row end a pass; the circuit breaker uses the same number. */
    private static final int FAILURES = 3;

    /** From this many failures of a source in a row, after about two minutes, there is an alert. */
    private static final int ALERT_FAILURES = 5;

    /** How often to look for new stores. */
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

    private volatile Instant storesCheckedAt = Instant.MIN;

    /** Pulls what is due. After a start, everything is. */
    public void pull() {
        if (!link.configured()) {
            return;
        }
        createMissingJobs();
        if (!link.isOnHold()) {
            pullDue();
        }
        refresh();
    }

    /** Pulls a store's master data from the start, because they were replaced from elsewhere. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void startOver(StoreRef store) {
        jobs.startOver(JobName.of(JobName.Kind.PULL, store.id()));
    }

    /** Makes the products of these stores due now. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void pullProductsNow(Collection<StoreRef> stores) {
        stores.forEach(store -> jobs.makeDueNow(Source.job(store, Source.PRODUCTS)));
    }

    /** Makes the campaigns of these stores due now. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void pullCampaignsNow(Collection<StoreRef> stores) {
        stores.forEach(store -> jobs.makeDueNow(Source.job(store, Source.CAMPAIGNS)));
    }

    /** Whether the products of all these stores were pulled completely in pulls that started at or after a time. */
    public boolean productsPulledSince(Collection<StoreRef> stores, Instant time) {
        return pulledSince(Source.PRODUCTS, stores, time);
    }

    /** Whether the campaigns of all these stores were pulled completely in pulls that started at or after a time. */
    public boolean campaignsPulledSince(Collection<StoreRef> stores, Instant time) {
        return pulledSince(Source.CAMPAIGNS, stores, time);
    }

    private boolean pulledSince(String source, Collection<StoreRef> stores, Instant time) {
        return jobs.succeededSince(
                stores.stream().map(store -> Source.job(store, source)).toList(), time);
    }

    /** Creates the pull jobs of new stores. */
    private void createMissingJobs() {
        Instant now = clock.instant();
        boolean first = storesCheckedAt.equals(Instant.MIN);
        if (first || !now.isBefore(storesCheckedAt.plus(STORES))) {
            List<Source> sources = Source.all(reference.resources());
            jobs.createMissing(terminals.stores().stream()
                    .flatMap(store -> sources.stream().map(source -> Source.job(store, source.name())))
                    .toList());
            if (first) {
                jobs.makeAllDueNow(PULLS);
            }
            storesCheckedAt = now;
        }
    }

    private void pullDue() {
        Set<JobName> due = new HashSet<>(jobs.due(PULLS));
        if (due.isEmpty()) {
            return;
        }
        List<Source> sources = Source.all(reference.resources());
        int failures = 0;
        for (StoreRef store : terminals.stores()) {
            for (Source source : sources) {
                if (due.contains(Source.job(store, source.name()))) {
                    failures = pull(store, source) ? 0 : failures + 1;
                    if (failures == FAILURES || link.isOnHold()) {
                        return;
                    }
                }
            }
            refresh(); // before the next store, whose pull may take long
        }
    }

    /** Pulls one source of a store. False: it failed, and not because of the data. */
    private boolean pull(StoreRef store, Source source) {
        Optional<ClaimedJob> claimed = jobs.claim(Source.job(store, source.name()));
        if (claimed.isEmpty()) {
            return true; // another server is pulling it
        }
        ClaimedJob job = claimed.get();
        List<String> skipped = new ArrayList<>();
        GateReadResult read = pages.read(
                source.first(store, job.position()), MOST_PAGES, page -> take(job, store, source, page, skipped));
        String alert = AlertKind.GATE_DATA_REFUSED.key(store.id(), source.name());
        if (read instanceof Complete && !skipped.isEmpty()) {
            // Everything else was applied. The next pull starts at the same time, so the skipped rows come again
            // and are applied once GATE has corrected them.
            refused(job, store, source, summary(skipped));
            return true;
        }
        if (read instanceof Complete complete) {
            jobs.finish(job, complete.serverTime(), next());
            alerts.resolve(alert);
            return true;
        }
        if (read instanceof NotOffered) {
            jobs.release(job, next()); // this GATE does not have it, but it may have the other sources
            return true;
        }
        if (read instanceof Refused refused) {
            refused(job, store, source, refused.reason());
            return true;
        }
        Failed failed = (Failed) read;
        Instant next = jobs.failed(job, failed.retryAfter());
        if (failed.retryAfter() != null) {
            jobs.postponeAll(PULLS, clock.instant().plus(failed.retryAfter())); // GATE asked us to wait
        }
        LOG.log(
                Level.WARNING,
                "Master data for store {0} ({1}) could not be pulled from GATE; next attempt at {2}: {3}",
                new Object[] {store.storeCode(), source.name(), next, DeliveryResult.withoutGateText(failed.reason())});
        if (job.failures() + 1 >= ALERT_FAILURES) {
            alerts.raise(Cause.gateDataRefused(store, source.name(), failed.reason()));
        }
        return false;
    }

    private void refused(ClaimedJob job, StoreRef store, Source source, String reason) {
        jobs.release(job, next());
        LOG.log(Level.WARNING, "GATE's data for store {0} ({1}) cannot be used: {2}", new Object[] {
            store.storeCode(), source.name(), DeliveryResult.withoutGateText(reason)
        });
        alerts.raise(Cause.gateDataRefused(store, source.name(), reason));
    }

    private Optional<GateReadResult> take(
            ClaimedJob job, StoreRef store, Source source, List<JsonValue> page, List<String> skipped) {
        if (!jobs.renew(job)) {
            return Optional.of(new Failed("The pull took longer than its lease.", null));
        }
        if (page.isEmpty()) {
            return Optional.empty(); // as most pages are
        }
        Optional<List<RowChange>> changes = source.changes(page);
        if (changes.isEmpty()) {
            return Optional.of(new Refused("A change is malformed or does not belong to " + source.name() + "."));
        }
        Applied applied = pulled.apply(store, source.name(), changes.get());
        skipped.addAll(applied.skipped());
        return applied.faults().isEmpty() ? Optional.empty() : Optional.of(new Refused(summary(applied.faults())));
    }

    private static String summary(List<String> faults) {
        return faults.size() == 1 ? faults.get(0) : faults.get(0) + " And " + (faults.size() - 1) + " more.";
    }

    /** Asks the terminals of stores whose data were changed to refresh. */
    private void refresh() {
        List<JobName> due = jobs.due(REFRESHES);
        if (due.isEmpty()) {
            return;
        }
        terminals.stores().stream()
                .filter(store -> due.contains(refresh(store)))
                .forEach(store -> jobs.claim(refresh(store)).ifPresent(job -> {
                    requests.refreshAll(store, GATE);
                    jobs.finish(job, null, null);
                }));
    }

    /** Name of the job that asks a store's terminals to refresh. */
    static JobName refresh(StoreRef store) {
        return JobName.of(JobName.Kind.REFRESH, store.id());
    }

    private Instant next() {
        return clock.instant().plus(config.gate().pullInterval());
    }
}
