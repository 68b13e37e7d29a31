package pro.saleflex.office.gate.pull;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceData.Applied;
import pro.saleflex.office.reference.RowChange;
import pro.saleflex.office.terminal.StoreRef;

/** Applies pulled pages, each in one transaction that also makes the refresh of the store's terminals due. */
@Stateless
public class PulledPages {
    @Inject
    ReferenceData reference;

    @Inject
    LeasedJobs jobs;

    @Inject
    AuditTrail audit;

    /** Applies a page. Called by {@link MasterDataPulls}. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Applied apply(StoreRef store, String source, List<RowChange> changes) {
        Applied applied = reference.apply(store, changes);
        if (applied.changed() > 0) {
            jobs.makeDueNow(MasterDataPulls.refresh(store));
            audit.add(
                    MasterDataPulls.GATE,
                    "reference.pull",
                    "store " + store.id(),
                    source + ": " + applied.changed() + " rows, version " + applied.version());
        }
        return applied;
    }
}
