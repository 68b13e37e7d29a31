package pro.saleflex.office.terminal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A terminal as administrators and managers see it.
 *
 * @param id ours, never changes
 * @param officeCode code of its office
 * @param storeCode code of its store
 * @param terminalCode its own code
 * @param number its number in the store
 * @param name for people
 * @param blocked gets no master data
 * @param mayPull whether it may get master data
 * @param trustedNetworks ranges from which it needs no secret: a warning wherever it is shown
 * @param hasSecret a secret was given out and not revoked
 * @param previousValidUntil until when the secret before the rotation is taken too; null: it is not
 * @param certificateSha256 fingerprint of the certificate that its calls must show besides; null: none
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
