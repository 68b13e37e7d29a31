package pro.saleflex.office.terminal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A terminal as administrators and managers see it.
 *
 * @param id this server's id, never changes
 * @param officeCode code of its office
 * @param storeCode code of its store
 * @param terminalCode its own code
 * @param number its number in the store
 * @param name for people
 * @param blocked whether it is blocked from getting master data
 * @param mayPull whether it may get master data
 * @param trustedNetworks address ranges from which it needs no secret; shown with a warning everywhere
 * @param hasSecret whether it has a secret that is not revoked
 * @param previousValidUntil until when the secret from before the rotation is also valid; null: it is not
 * @param certificateSha256 fingerprint of the certificate that its calls must present in addition; null: none
 * @param createdAt when it was created
 */
public record TerminalView(
        UUID id,
        String officeCode,
        String storeCode,
        String terminalCode,
        int number,
        String name,
        boolean blocked,
        boolean mayPull,
        List<String> trustedNetworks,
        boolean hasSecret,
        OffsetDateTime previousValidUntil,
        String certificateSha256,
        OffsetDateTime createdAt) {}
