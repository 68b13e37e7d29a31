package pro.saleflex.office.terminal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;
import pro.saleflex.office.platform.Sql;

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
        Sql.query(
                        em,
                        "update terminal set secret_used_at = :now where id = :terminal"
                                + " and secret_sha256 = :secret and secret_used_at is null")
                .set("now", clock.instant())
                .set("terminal", terminal)
                .set("secret", secretSha256)
                .update();
    }
}
