package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import pro.saleflex.office.schema.Schema;

/** Can this server take documents now? */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Readiness {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Schema schema;

    @Inject
    DiskSpace disk;

    /** Public for the container. */
    public Readiness() {}

    /**
     * What keeps it from taking documents, in words for the shop, or nothing.
     *
     * @throws RuntimeException the database does not answer; {@link Fault} tells
     */
    public Optional<String> obstacle() {
        if (!schema.ready()) {
            return Optional.of("The store server is starting, or its database is not ready.");
        }
        if (!disk.enough()) {
            return Optional.of("The store server's disk is full.");
        }
        em.createNativeQuery("select 1").getSingleResult();
        return Optional.empty();
    }
}
