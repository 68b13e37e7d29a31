package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.intake.IntakeResult;

/** Accepts closures from terminals, whether they arrive by REST or SOAP. */
@Stateless
public class ClosureIntake {

    @Inject
    Intake intake;

    @Inject
    ClosureProjection projection;

    /** Accepts the closures of a request. When it returns {@link IntakeResult.Done}, the accepted ones are on disk. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public IntakeResult accept(HandOver handOver) {
        return intake.accept(handOver, projection);
    }
}
