package pro.saleflex.office.journal;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.document.Sha256;

/** Recomputes a terminal's hash chain entry by entry and finds the first entry that is not as it was written. */
public final class ChainVerifier {
    private final UUID terminalId;
    private byte[] previous;
    private long entryNo;

    /** Begins at the start of a terminal's journal. */
    public ChainVerifier(UUID terminalId) {
        this(terminalId, 0, HashChain.genesis(terminalId));
    }

    /** Begins behind an entry, whose number and chain hash are known. */
    public ChainVerifier(UUID terminalId, long entryNo, byte[] chainHash) {
        this.terminalId = terminalId;
        this.entryNo = entryNo;
        this.previous = chainHash;
    }

    /** The number of the last entry that was intact. */
    public long lastEntryNo() {
        return entryNo;
    }

    /** Its chain hash. */
    public byte[] lastChainHash() {
        return previous;
    }

    /** Checks the next entry. Returns the verification's result if the entry is broken; empty if it is intact. */
    public Optional<Verification> check(EntryView entry) {
        boolean restarts = HashChain.isRestart(entryNo, entry.entryNo());
        if (entry.entryNo() != entryNo + 1 && !restarts) {
            return Optional.of(missing(entry));
        }
        if (!MessageDigest.isEqual(Sha256.of(entry.payload()), entry.payloadSha256())) {
            return Optional.of(brokenAt(entry.entryNo(), "The payload is not the one that was received."));
        }
        byte[] hash = HashChain.next(
                restarts ? HashChain.restart(previous, entryNo) : previous,
                entry.entryNo(),
                entry.kind(),
                entry.documentId(),
                entry.payloadSha256(),
                entry.receivedAt(),
                entry.source());
        if (!MessageDigest.isEqual(hash, entry.chainHash())) {
            return Optional.of(
                    restarts
                            ? missing(entry)
                            : brokenAt(entry.entryNo(), "The entry is not the one that was chained here."));
        }
        previous = hash;
        entryNo = entry.entryNo();
        return Optional.empty();
    }

    /**
     * Returns the result after the last entry.
     *
     * @param before how many entries the journal head said there were before the first was read
     * @param now how many it says now; any beyond that can only have been inserted bypassing the intake
     */
    Verification result(long before, long now) {
        if (entryNo < before) {
            return brokenAt(entryNo + 1, "The journal ends too early: its head says " + before + " entries.");
        }
        return entryNo > now
                ? new Verification(
                        terminalId,
                        now,
                        now + 1,
                        "The entry was inserted: the journal's head says " + now + " entries.")
                : new Verification(terminalId, entryNo, 0, "Every entry is as it was written.");
    }

    private Verification missing(EntryView next) {
        return brokenAt(entryNo + 1, "The entry is missing; the next one is " + next.entryNo() + ".");
    }

    private Verification brokenAt(long at, String finding) {
        return new Verification(terminalId, entryNo, at, finding);
    }
}
