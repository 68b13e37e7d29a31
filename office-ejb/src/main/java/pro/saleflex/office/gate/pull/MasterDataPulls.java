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
import pro.saleflex.office.gate.GateDuties;
import pro.saleflex.office.gate.GateDuties.Claim;
import pro.saleflex.office.gate.GateLink;
import pro.saleflex.office.gate.GatePages;
import pro.saleflex.office.gate.GateRead;
import pro.saleflex.office.gate.GateRead.Complete;
import pro.saleflex.office.gate.GateRead.Failed;
import pro.saleflex.office.gate.GateRead.NotOffered;
import pro.saleflex.office.gate.GateRead.Refused;
import pro.saleflex.office.gate.Verdict;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceData.Applied;
import pro.saleflex.office.reference.RowChange;
import pro.saleflex.office.status.TillRequests;
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
    GateDuties duties;

    @Inject
    PulledPages pulled;

    @Inject
    ReferenceData reference;

    @Inject
    Terminals terminals;

    @Inject
    TillRequests requests;

    @Inject
    Alerts alerts;

    private volatile Instant adoptedAt = Instant.MIN;

    /** Public for the container. */
    public MasterDataPulls() {}

    /** Pulls what is due. At the first call all is. */
    public void pull() {
        if (!link.configured()) {
            return;
        }
        adopt();
        if (!link.holds()) {
            pullDue();
        }
        refresh();
    }

    /** A store's master data were replaced from elsewhere: what GATE has for it is pulled from the begin. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void startOver(StoreRef store) {
        duties.startOver(PULL + store.id() + " ");
    }

    /** Wants products pulled for these stores at once. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void orderProducts(Collection<StoreRef> stores) {
        stores.forEach(store -> duties.order(Source.duty(store.id(), Source.PRODUCTS)));
    }

    /** Wants campaigns pulled for these stores at once. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void orderCampaigns(Collection<StoreRef> stores) {
        stores.forEach(store -> duties.order(Source.duty(store.id(), Source.CAMPAIGNS)));
    }

    /** Was each of these stores brought up to the products that GATE had at a time? */
    public boolean haveProducts(Collection<StoreRef> stores, Instant of) {
        return have(Source.PRODUCTS, stores, of);
    }

    /** Was each of these stores brought up to the campaigns that GATE had at a time? */
    public boolean haveCampaigns(Collection<StoreRef> stores, Instant of) {
        return have(Source.CAMPAIGNS, stores, of);
    }

    private boolean have(String source, Collection<StoreRef> stores, Instant of) {
        return duties.passedSince(
                stores.stream().map(store -> Source.duty(store.id(), source)).toList(), of);
    }

    /** Gives every store its duties. */
    private void adopt() {
        Instant now = clock.instant();
        boolean first = adoptedAt.equals(Instant.MIN);
        if (first || !now.isBefore(adoptedAt.plus(STORES))) {
            List<Source> sources = Source.all(reference.resources());
            duties.adopt(terminals.stores().stream()
                    .flatMap(store -> sources.stream().map(source -> Source.duty(store.id(), source.name())))
                    .toList());
            if (first) {
                duties.orderAll(PULL);
            }
            adoptedAt = now;
        }
    }

    private void pullDue() {
        Set<String> due = new HashSet<>(duties.due(PULL));
        if (due.isEmpty()) {
            return;
        }
        List<Source> sources = Source.all(reference.resources());
        int failures = 0;
        for (StoreRef store : terminals.stores()) {
            for (Source source : sources) {
                if (due.contains(Source.duty(store.id(), source.name()))) {
                    failures = pull(store, source) ? 0 : failures + 1;
                    if (failures == FAILURES || link.holds()) {
                        return;
                    }
                }
            }
            refresh(); // before the next store's turn, which may take its time
        }
    }

    /** False: it failed, and not by what GATE sent. */
    private boolean pull(StoreRef store, Source source) {
        Optional<Claim> claimed = duties.claim(Source.duty(store.id(), source.name()));
        if (claimed.isEmpty()) {
            return true; // another server is at it
        }
        Claim claim = claimed.get();
        List<String> left = new ArrayList<>();
        GateRead read = pages.read(
                source.first(store, claim.position()), MOST_PAGES, page -> take(claim, store, source, page, left));
        String alert = AlertKind.GATE_DATA_REFUSED.key(store.id(), source.name());
        if (read instanceof Complete && !left.isEmpty()) {
            // All else was taken. It is asked for from the same time on, so that they come again when GATE has mended
            // them.
            refused(claim, store, source, inShort(left));
            return true;
        }
        if (read instanceof Complete complete) {
            duties.finish(claim, complete.serverTime(), next());
            alerts.resolve(alert);
            return true;
        }
        if (read instanceof NotOffered) {
            duties.putOff(claim, next()); // this GATE does not have it; others may be there
            return true;
        }
        if (read instanceof Refused refused) {
            refused(claim, store, source, refused.reason());
            return true;
        }
        Failed failed = (Failed) read;
        Instant again = duties.failed(claim, failed.retryAfter());
        if (failed.retryAfter() != null) {
            duties.putOff(PULL, clock.instant().plus(failed.retryAfter())); // GATE wants to be left alone
        }
        LOG.log(
                Level.WARNING,
                "Master data for store {0} ({1}) could not be pulled from GATE; it is tried again at {2}: {3}",
                new Object[] {store.storeCode(), source.name(), again, Verdict.withoutGates(failed.reason())});
        if (claim.failures() + 1 >= LASTING) {
            alerts.raise(Cause.gateDataRefused(store, source.name(), failed.reason()));
        }
        return false;
    }

    private void refused(Claim claim, StoreRef store, Source source, String reason) {
        duties.putOff(claim, next());
        LOG.log(Level.WARNING, "What GATE sent for store {0} ({1}) cannot be used: {2}", new Object[] {
            store.storeCode(), source.name(), Verdict.withoutGates(reason)
        });
        alerts.raise(Cause.gateDataRefused(store, source.name(), reason));
    }

    private Optional<GateRead> take(
            Claim claim, StoreRef store, Source source, List<JsonValue> page, List<String> left) {
        if (!duties.renew(claim)) {
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
        left.addAll(applied.left());
        return applied.faults().isEmpty() ? Optional.empty() : Optional.of(new Refused(inShort(applied.faults())));
    }

    private static String inShort(List<String> faults) {
        return faults.size() == 1 ? faults.get(0) : faults.get(0) + " And " + (faults.size() - 1) + " more.";
    }

    /** Has the tills of stores refresh whose data were changed. */
    private void refresh() {
        List<String> due = duties.due(REFRESH);
        if (due.isEmpty()) {
            return;
        }
        terminals.stores().stream()
                .filter(store -> due.contains(REFRESH + store.id()))
                .forEach(store -> duties.claim(REFRESH + store.id()).ifPresent(claim -> {
                    requests.refreshAll(store, GATE);
                    duties.finish(claim, null, null);
                }));
    }

    private Instant next() {
        return clock.instant().plus(config.gate().pullInterval());
    }
}
