package pro.saleflex.office.journal;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.document.Sha256;

/** Goes along a terminal's entries and says where the first one is not as it was written. */
final class Verifier {
    private final UUID terminalId;
    private byte[] previous;
    private long entryNo;

    Verifier(UUID terminalId) {
        this.terminalId = terminalId;
        this.previous = Chain.genesis(terminalId);
    }

    long lastEntryNo() {
        return entryNo;
    }

    /** Looks at the next entry; the verification's result if it is broken. */
    Optional<Verification> broken(EntryView entry) {
        if (entry.entryNo() != entryNo + 1) {
            return Optional.of(broken(entryNo + 1, "The entry is missing; the next one is " + entry.entryNo() + "."));
        }
        if (!MessageDigest.isEqual(Sha256.of(entry.payload()), entry.payloadSha256())) {
            return Optional.of(broken(entry.entryNo(), "The payload is not the one that was taken."));
        }
        byte[] hash = Chain.next(
                previous,
                entry.entryNo(),
                entry.kind(),
                entry.documentId(),
                entry.payloadSha256(),
                entry.receivedAt(),
                entry.source());
        if (!MessageDigest.isEqual(hash, entry.chainHash())) {
            return Optional.of(broken(entry.entryNo(), "The entry is not the one that was chained here."));
        }
        previous = hash;
        entryNo = entry.entryNo();
        return Optional.empty();
    }

    /** The result behind the last entry, given how many the head says there are. */
    Verification result(long length) {
        return entryNo < length
                ? broken(entryNo + 1, "The journal ends too early: its head says " + length + " entries.")
                : new Verification(terminalId, entryNo, 0, "Every entry is as it was written.");
    }

    private Verification broken(long at, String finding) {
        return new Verification(terminalId, entryNo, at, finding);
    }
}
