package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import pro.saleflex.office.platform.DatabaseState;

/** Can this server take documents now? */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Readiness {

    @Inject
    DatabaseState database;

    @Inject
    DiskSpace disk;

    /** What keeps it from taking documents, in words for the shop, or nothing. Known within about a second. */
    public Optional<String> obstacle() {
        return disk.enough() ? database.obstacle() : Optional.of("The store server's disk is full.");
    }
}
