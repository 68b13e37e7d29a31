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
        this.previous = HashChain.genesis(terminalId);
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
        byte[] hash = HashChain.next(
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

    /**
     * The result behind the last entry.
     *
     * @param before how many entries the head said there are before the first was read
     * @param now how many it says now; more can only have been put in past the intake
     */
    Verification result(long before, long now) {
        if (entryNo < before) {
            return broken(entryNo + 1, "The journal ends too early: its head says " + before + " entries.");
        }
        return entryNo > now
                ? new Verification(
                        terminalId, now, now + 1, "The entry was put in: the journal's head says " + now + " entries.")
                : new Verification(terminalId, entryNo, 0, "Every entry is as it was written.");
    }

    private Verification broken(long at, String finding) {
        return new Verification(terminalId, entryNo, at, finding);
    }
}
