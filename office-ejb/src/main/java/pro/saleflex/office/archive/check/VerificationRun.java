package pro.saleflex.office.archive.check;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import pro.saleflex.office.archive.check.ArchiveChecks.FoundFault;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;
import pro.saleflex.office.archive.check.CheckResults.Verified;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Pause;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.verify.ArchiveVerifier;
import pro.saleflex.office.archive.verify.ArchiveVerifier.Snapshots;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Verifies the archive against itself and the journal, terminal by terminal. By night it reads what was archived since
 * the last time, and some of the old segments, so that all are read again within {@link #ROUND}. A terminal with a fault
 * is read from its first entry each time, until it has none.
 */
@ApplicationScoped
public class VerificationRun {
    /** A little less than the 30 days that are promised. */
    private static final Duration ROUND = Duration.ofDays(28);

    private static final Duration NIGHT = Duration.ofDays(1);

    @Inject
    OfficeConfig config;

    @Resource(lookup = "jdbc/office_owner")
    DataSource owner;

    @Inject
    Terminals terminals;

    @Inject
    CheckResults results;

    @Inject
    Clock clock;

    /**
     * Verifies, and records the result.
     *
     * @param complete everything is read
     * @param mayGoOn asked every two seconds
     * @throws InterruptedIOException it was stopped; nothing is recorded but how far it came
     * @throws IOException the archive is not there
     * @throws SQLException the database failed
     */
    Verification run(boolean complete, BooleanSupplier mayGoOn) throws IOException, SQLException {
        Instant startedAt = clock.instant();
        CheckPace pace = new CheckPace(CheckKind.VERIFICATION, startedAt, mayGoOn, Pause.NONE, results);
        ArchiveKey key = ArchiveKey.read(config.archiveKeyFile());
        ArchiveDirectory archive = new ArchiveDirectory(config.archiveDirectory(), Optional.of(key));
        Map<UUID, String> names =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, TerminalRef::toString));
        Sum sum = new Sum(archive.path());
        List<UUID> archived = archive.terminals();
        try (Connection journal = owner.getConnection()) {
            ArchiveVerifier verifier = new ArchiveVerifier(archive, Optional.of(journal));
            Map<UUID, Verified> past = complete ? Map.of() : results.verified();
            for (int i = 0; i < archived.size(); i++) {
                UUID id = archived.get(i);
                pace.reached(i, archived.size(), sum.entries);
                Verified before = past.getOrDefault(id, new Verified(0, new byte[0], 0, Instant.EPOCH));
                sum.add(names.getOrDefault(id, id.toString()), verify(archive, verifier, id, before, pace));
            }
            for (Result other : verifier.others(archived)) {
                sum.add(names.getOrDefault(other.terminalId(), ""), List.of(other));
            }
            Snapshots snapshots = verifier.snapshots(key);
            snapshots.faults().forEach(fault -> sum.add("", fault));
            Verification result = new Verification(
                    complete,
                    startedAt,
                    clock.instant(),
                    archived.size(),
                    sum.entries,
                    sum.segments,
                    snapshots.sound(),
                    sum.count,
                    sum.faults,
                    Optional.empty());
            results.ended(result);
            return result;
        }
    }

    /** Verifies a terminal's part and records how far it came. */
    private List<Result> verify(
            ArchiveDirectory archive, ArchiveVerifier verifier, UUID id, Verified before, CheckPace pace)
            throws IOException, SQLException {
        List<Result> found = new ArrayList<>();
        try {
            Result fresh = verifier.verify(id, before.entryNo(), before.chainHash(), pace);
            found.add(fresh);
            long rereadUpto = 0;
            if (before.entryNo() > 0) {
                Result again = reread(verifier, id, before, archive.reader(id).sealed(), pace);
                found.add(again);
                rereadUpto = again.lastEntryNo() < fresh.sealedUpto() ? again.lastEntryNo() : 0;
            }
            if (found.stream().allMatch(result -> result.faults().isEmpty())) {
                results.verified(
                        id,
                        new Verified(
                                fresh.sealedUpto(),
                                HexFormat.of().parseHex(fresh.sealedHash()),
                                rereadUpto,
                                clock.instant()));
                return found;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (archive.id().isEmpty()) { // the disk has gone, which others report
                throw e;
            }
            found.add(Result.nothing(id, "It cannot be read: " + e.getMessage()));
        }
        results.forget(id);
        return found;
    }

    /** Reads the share of a night, or of as many nights as have passed, from where the last one ended. */
    private Result reread(ArchiveVerifier verifier, UUID id, Verified before, int sealed, CheckPace pace)
            throws IOException, SQLException {
        Duration passed = Duration.between(before.at(), clock.instant());
        double nights = Math.max(1, (double) passed.toSeconds() / NIGHT.toSeconds());
        int share = (int) Math.min(sealed, Math.ceil(sealed * nights / ROUND.toDays()));
        Result again = verifier.reread(id, before.rereadUpto(), share, pace);
        return again.lastEntryNo() == 0 ? verifier.reread(id, 0, share, pace) : again;
    }

    /** Adds up what was found. */
    private static final class Sum {
        private final Path archive;
        private final List<FoundFault> faults = new ArrayList<>();
        private long count;
        private long entries;
        private long segments;

        Sum(Path archive) {
            this.archive = archive;
        }

        void add(String terminal, List<Result> found) {
            for (Result result : found) {
                entries += result.entries();
                segments += result.segments();
                result.faults().forEach(fault -> add(terminal, fault));
            }
        }

        void add(String terminal, Fault fault) {
            count++;
            if (faults.size() < ArchiveChecks.MOST_FAULTS) {
                Path file = fault.file().startsWith(archive) ? archive.relativize(fault.file()) : fault.file();
                faults.add(new FoundFault(terminal, file.toString(), fault.entryNo(), fault.finding()));
            }
        }
    }
}
