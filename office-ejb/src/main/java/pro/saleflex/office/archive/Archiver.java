package pro.saleflex.office.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.archive.file.BrokenChainException;
import pro.saleflex.office.archive.file.TerminalArchive;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.ClaimedLane;
import pro.saleflex.office.lane.ClaimedLanes;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Brings journal entries to the archive, by the lanes to {@link Target#ARCHIVE}. What lies in the files counts; a lane
 * only remembers it, so a lost update or a lost file is repaired by comparing the two.
 */
@ApplicationScoped
public class Archiver {
    private static final Log LOG = Log.of(Archiver.class);

    /** Lanes per round, entries per lane, and bytes of payload per lane: what is in memory at once. */
    private static final int LANES = 8;

    private static final int ENTRIES = 500;
    private static final int BYTES = 4 << 20;

    /**
     * Far longer than a till's turn takes, unless the disk hangs. It matters on shares without locks only: documents
     * are to be in the archive a minute after they came, even if another server crashed in the middle.
     */
    private static final Duration LEASE = Duration.ofSeconds(45);

    /** A slow disk does not cost the lease. */
    private static final Duration RENEWAL = LEASE.dividedBy(3);

    /** A journal that does not fit its archive is looked at again then; somebody has to act on it first. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    @Inject
    ArchiveDisk disk;

    @Inject
    Lanes lanes;

    @Inject
    Journal journal;

    @Inject
    Terminals terminals;

    @Inject
    Clock clock;

    /**
     * Takes the leases of all lanes away from servers that have been killed. To be called by the only one that may write:
     * whoever else held one would be writing.
     */
    void takeLeases() {
        lanes.endLeases(Target.ARCHIVE);
    }

    /**
     * Moves back the lanes whose last entries are not in the files. Called when the archive is found again. Lanes of
     * journals that end before their archive are moved, too, so that {@link #archive} looks at them at once.
     *
     * @param goesOn called after each terminal
     */
    void align(Runnable goesOn) throws IOException {
        Map<UUID, Long> upto = new HashMap<>();
        Map<UUID, Long> ahead = new HashMap<>();
        for (Map.Entry<UUID, Long> last : journal.lastEntryNumbers().entrySet()) {
            long archived = disk.part(last.getKey()).position().entryNo();
            if (archived <= last.getValue()) {
                upto.put(last.getKey(), archived);
            } else {
                ahead.put(last.getKey(), Math.max(0, last.getValue() - 1));
            }
            goesOn.run();
        }
        lanes.moveBack(Target.ARCHIVE, ahead);
        int moved = lanes.moveBack(Target.ARCHIVE, upto);
        if (moved > 0) {
            LOG.log(
                    Level.WARNING,
                    "The archive lacks entries of {0} tills that it had; they are written again.",
                    moved);
        }
    }

    /**
     * Archives the next entries of some lanes.
     *
     * @return whether there may be more
     * @throws IOException the archive cannot be written; nothing is lost, the lanes stay where they are
     */
    boolean archive() throws IOException {
        ClaimedLanes claimed = lanes.claim(Target.ARCHIVE, Order.TODAY_FIRST, LANES, 1, LEASE);
        if (claimed.lanes().isEmpty()) {
            return false;
        }
        Map<UUID, TerminalRef> named =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        List<ClaimedLane> open = new ArrayList<>(claimed.lanes());
        List<ClaimedLane> reached = new ArrayList<>();
        List<Long> doneUpto = new ArrayList<>();
        boolean more = claimed.more();
        Instant renewedAt = clock.instant();
        Set<UUID> held = claimed.lanes().stream().map(ClaimedLane::terminalId).collect(Collectors.toSet());
        try {
            Map<UUID, Long> positions = new HashMap<>();
            for (ClaimedLane lane : claimed.lanes()) {
                TerminalArchive part = disk.part(lane.terminalId());
                if (part.position().entryNo() < lane.doneUpto()) { // another server has written it meanwhile
                    part.forget();
                }
                positions.put(lane.terminalId(), part.position().entryNo());
            }
            Map<UUID, List<EntryView>> entries = journal.next(positions, ENTRIES, BYTES);
            for (ClaimedLane lane : claimed.lanes()) {
                if (clock.instant().isAfter(renewedAt.plus(RENEWAL))) {
                    held = lanes.renew(claimed.lanes(), LEASE);
                    renewedAt = clock.instant();
                }
                if (!held.contains(lane.terminalId())) { // another server writes it now
                    open.remove(lane);
                    continue;
                }
                TerminalArchive part = disk.part(lane.terminalId());
                TerminalRef terminal = named.get(lane.terminalId());
                if (part.position().entryNo() > lane.length()) {
                    open.remove(lane);
                    refuse(
                            lane,
                            terminal,
                            lane.doneUpto(),
                            tooOld(part.position().entryNo()));
                    continue;
                }
                List<EntryView> next = entries.getOrDefault(lane.terminalId(), List.of());
                long archived = part.position().entryNo();
                Optional<String> broken = next.isEmpty() && archived < lane.length()
                        ? Optional.of("The journal lacks entry " + (archived + 1) + ".")
                        : append(part, terminal, next);
                long upto = part.position().entryNo();
                open.remove(lane);
                if (broken.isPresent()) {
                    // After a restore of an older database its numbers go on far behind the archive's end.
                    refuse(lane, terminal, upto, isInJournal(lane.terminalId(), upto) ? broken.get() : tooOld(upto));
                } else {
                    reached.add(lane);
                    doneUpto.add(upto);
                    more |= upto < lane.length();
                }
            }
        } finally {
            lanes.release(reached, doneUpto);
            lanes.release(open, open.stream().map(ClaimedLane::doneUpto).toList());
        }
        return more;
    }

    private static Optional<String> append(TerminalArchive part, TerminalRef terminal, List<EntryView> entries)
            throws IOException {
        try {
            part.append(terminal.toString(), entries);
            return Optional.empty();
        } catch (BrokenChainException e) {
            return Optional.of(e.getMessage());
        }
    }

    private boolean isInJournal(UUID terminalId, long entryNo) {
        return entryNo == 0
                || journal.read(terminalId, entryNo - 1, Optional.empty(), 1).stream()
                        .anyMatch(entry -> entry.entryNo() == entryNo);
    }

    private static String tooOld(long archived) {
        return "The archive has entry " + archived + ", the journal does not: this database is older than the archive."
                + " Restore from the archive, or set a new, empty directory for one that begins with this database.";
    }

    private void refuse(ClaimedLane lane, TerminalRef terminal, long doneUpto, String reason) {
        LOG.log(Level.SEVERE, "The archive of {0} waits: {1}", terminal, reason);
        lanes.failed(lane, doneUpto, 0, reason, clock.instant().plus(RETRY));
    }
}
