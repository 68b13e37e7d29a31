package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import pro.saleflex.office.platform.DatabaseState;

/** Whether this server can accept documents now. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Readiness {

    @Inject
    DatabaseState database;

    @Inject
    DiskSpace disk;

    /**
     * Returns what keeps this server from accepting documents, as text for shop staff; empty when nothing does. Up to
     * about a second old.
     */
    public Optional<String> obstacle() {
        return disk.enough() ? database.obstacle() : Optional.of("The store server's disk is full.");
    }
}
