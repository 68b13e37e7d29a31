package pro.saleflex.office.sales;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.intake.IntakeResult;

/** Accepts sales documents from terminals, whether they arrive by REST or SOAP. */
@Stateless
public class SalesIntake {

    @Inject
    Intake intake;

    @Inject
    SalesProjection projection;

    /**
     * Accepts the documents of a request. When it returns {@link IntakeResult.Done}, the accepted ones are on disk.
     *
     * <p>Never refuses a document that can be identified: one that does not add up or cannot be projected is stored and
     * flagged.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public IntakeResult accept(HandOver handOver) {
        return intake.accept(handOver, projection);
    }
}
