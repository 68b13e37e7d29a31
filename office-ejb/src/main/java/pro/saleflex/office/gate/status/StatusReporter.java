package pro.saleflex.office.gate.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.platform.LeasedJobs.Claim;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.status.TerminalReport;
import pro.saleflex.office.status.TerminalReports;

/**
 * Tells GATE how terminals are doing: those whose facts changed at once, in one message, and all that ever called every
 * minute. One message at a time is on its way, of one server; the next one says how it is then, so the newest wins and
 * nothing waits in an outage.
 *
 * <p>What is kept in memory only saves messages: what this server read last, and what it knows GATE was told.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatusReporter {
    private static final Log LOG = Log.of(StatusReporter.class);
    private static final String DUTY = "status";
    private static final Duration DIGEST = Duration.ofMinutes(1);
    private static final Duration SAID_AGAIN = Duration.ofHours(1);

    @Inject
    Clock clock;

    @Inject
    GateLink link;

    @Inject
    GateClient client;

    @Inject
    LeasedJobs jobs;

    @Inject
    TerminalReports reports;

    private final Map<UUID, List<Object>> told = new ConcurrentHashMap<>();
    private volatile long readUpto;
    private volatile Instant digestAt = Instant.MIN;
    private volatile Instant refusalSaidAt = Instant.MIN;

    /** Tells what there is to tell now. */
    public void tell() {
        if (!link.configured() || link.isOnHold()) {
            return;
        }
        boolean digest = !clock.instant().isBefore(digestAt);
        List<TerminalReport> read = digest ? reports.all() : reports.changedSince(readUpto);
        List<TerminalReport> news = read.stream()
                .filter(report -> !StatusMessage.facts(report).equals(told.get(report.terminalId())))
                .toList();
        if (digest || !news.isEmpty()) {
            jobs.claim(DUTY).ifPresent(claim -> tell(claim, digest ? read : news, digest, read));
        } else {
            readUpto = upto(read);
        }
    }

    private void tell(Claim claim, List<TerminalReport> news, boolean digest, List<TerminalReport> read) {
        Position position = Position.of(claim.position());
        Instant now = clock.instant();
        if (digest && now.isBefore(position.digestAt())) { // another server told all meanwhile
            digestAt = position.digestAt();
            jobs.release(claim, now);
            return;
        }
        // What another server read before us it has told, or found as GATE knows it.
        List<TerminalReport> rest = digest
                ? news
                : news.stream()
                        .filter(report -> report.changedNo() > position.changedNo())
                        .toList();
        Optional<DeliveryResult> failure = send(rest, digest);
        if (failure.isPresent()) {
            jobs.failed(claim, failure.get().retryAfter());
            LOG.log(
                    Level.WARNING,
                    "GATE was not told how the terminals are doing: {0}",
                    DeliveryResult.withoutGateText(failure.get().reason()));
            return;
        }
        news.forEach(report -> told.put(report.terminalId(), StatusMessage.facts(report)));
        readUpto = digest ? readUpto : upto(read); // a digest leaves out who never called, and may be blocked
        digestAt = digest ? now.plus(DIGEST) : digestAt;
        jobs.finish(
                claim,
                new Position(Math.max(position.changedNo(), readUpto), digest ? digestAt : position.digestAt())
                        .toString(),
                now);
    }

    /** One message for each office there is; mostly that is one. Answers what kept one from being told. */
    private Optional<DeliveryResult> send(Collection<TerminalReport> told, boolean digest) {
        Map<String, List<TerminalReport>> byOffice = told.stream()
                .collect(Collectors.groupingBy(TerminalReport::officeCode, TreeMap::new, Collectors.toList()));
        for (List<TerminalReport> ofOffice : byOffice.values()) {
            DeliveryResult result = DeliveryResult.of(
                    client.post("/terminals/status/", StatusMessage.of(ofOffice, digest, clock.instant()), Map.of()));
            if (result.outcome() == Outcome.UNREACHABLE) {
                link.recordResult(result); // only this: what fails by itself here must not hold documents up
            }
            if (result.outcome() == Outcome.REFUSED) {
                refused(result);
            } else if (result.outcome() != Outcome.DELIVERED) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    /** It will be refused again, so it is left at that; and once an hour it is said. */
    private void refused(DeliveryResult result) {
        Instant now = clock.instant();
        if (!now.isBefore(refusalSaidAt.plus(SAID_AGAIN))) {
            LOG.log(
                    Level.WARNING,
                    "GATE refuses to be told how the terminals are doing: {0}",
                    DeliveryResult.withoutGateText(result.reason()));
            refusalSaidAt = now;
        }
    }

    private long upto(List<TerminalReport> read) {
        return read.stream().mapToLong(TerminalReport::changedNo).reduce(readUpto, Math::max);
    }

    /**
     * How far GATE was told.
     *
     * @param changedNo changes up to this one
     * @param digestAt when all are told again
     */
    private record Position(long changedNo, Instant digestAt) {

        static Position of(String text) {
            if (text == null) {
                return new Position(0, Instant.EPOCH);
            }
            String[] parts = text.split(" ", -1);
            return new Position(Long.parseLong(parts[0]), Instant.parse(parts[1]));
        }

        @Override
        public String toString() {
            return changedNo + " " + digestAt;
        }
    }
}
