package pro.saleflex.office.terminal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

/** Records that a terminal started to use its present secret: one write per secret, not per call. */
@Stateless
public class SecretUse {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /** Records that the terminal called with this secret. Does nothing if it has another secret by now. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void recordFirstUse(UUID terminal, byte[] secretSha256) {
        em.createNativeQuery("update terminal set secret_used_at = ?1 where id = cast(?2 as uuid)"
                        + " and secret_sha256 = ?3 and secret_used_at is null")
                .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter(2, terminal.toString())
                .setParameter(3, secretSha256)
                .executeUpdate();
    }
}
