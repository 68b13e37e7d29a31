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
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.ClaimedJob;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.status.Changes;
import pro.saleflex.office.status.TerminalReport;
import pro.saleflex.office.status.TerminalReports;

/**
 * Reports the terminals' states to GATE: changed ones at once, in one message, and every minute a digest of all
 * terminals that ever called. Only one server sends at a time, and each message has the values of its moment, so the
 * newest wins and nothing queues up in an outage.
 *
 * <p>The state in memory, what this server last read and what it last reported, only saves messages.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatusReporter {
    private static final Log LOG = Log.of(StatusReporter.class);
    private static final JobName JOB = JobName.of(JobName.Kind.STATUS);
    private static final Duration DIGEST = Duration.ofMinutes(1);
    private static final Duration LOG_INTERVAL = Duration.ofHours(1);

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

    private final Map<UUID, List<Object>> reported = new ConcurrentHashMap<>();
    private volatile long readUpto;
    private volatile Instant digestAt = Instant.MIN;
    private volatile Instant refusalLoggedAt = Instant.MIN;

    /** Reports what has changed since the last report, or everything if a digest is due. */
    public void report() {
        if (!link.configured() || link.isOnHold()) {
            return;
        }
        boolean digest = !clock.instant().isBefore(digestAt);
        // A digest leaves out terminals that never called, which may have been blocked; so the changes are still to be
        // read.
        Changes<TerminalReport> read = digest ? new Changes<>(reports.all(), readUpto) : reports.changedSince(readUpto);
        List<TerminalReport> news = read.changed().stream()
                .filter(report -> !StatusMessage.significantValues(report).equals(reported.get(report.terminalId())))
                .toList();
        if (digest || !news.isEmpty()) {
            jobs.claim(JOB).ifPresent(job -> report(job, digest ? read.changed() : news, digest, read.next()));
        } else {
            readUpto = read.next();
        }
    }

    private void report(ClaimedJob job, List<TerminalReport> news, boolean digest, long next) {
        Position position = Position.of(job.position());
        Instant now = clock.instant();
        if (digest && now.isBefore(position.digestAt())) { // another server has sent the digest meanwhile
            digestAt = position.digestAt();
            jobs.release(job, now);
            return;
        }
        // Another server that read a change before us has reported it, or found that GATE knows it.
        List<TerminalReport> rest = digest
                ? news
                : news.stream()
                        .filter(report -> report.changedNo() >= position.changedNo())
                        .toList();
        Optional<DeliveryResult> failure = send(rest, digest);
        if (failure.isPresent()) {
            jobs.failed(job, failure.get().retryAfter());
            LOG.log(
                    Level.WARNING,
                    "The terminals' states could not be reported to GATE: {0}",
                    DeliveryResult.withoutGateText(failure.get().reason()));
            return;
        }
        news.forEach(report -> reported.put(report.terminalId(), StatusMessage.significantValues(report)));
        readUpto = next;
        digestAt = digest ? now.plus(DIGEST) : digestAt;
        // A digest starts the numbers anew: after a restore, the position's is of another database server.
        Position reached = digest
                ? new Position(next, digestAt)
                : new Position(Math.max(position.changedNo(), next), position.digestAt());
        jobs.finish(job, reached.toString(), now);
    }

    /** Sends one message per office, of which there is usually one. Returns the failure, if any. */
    private Optional<DeliveryResult> send(Collection<TerminalReport> toSend, boolean digest) {
        Map<String, List<TerminalReport>> byOffice = toSend.stream()
                .collect(Collectors.groupingBy(TerminalReport::officeCode, TreeMap::new, Collectors.toList()));
        for (List<TerminalReport> ofOffice : byOffice.values()) {
            DeliveryResult result = DeliveryResult.of(
                    client.post("/terminals/status/", StatusMessage.of(ofOffice, digest, clock.instant()), Map.of()));
            if (result.outcome() == Outcome.UNREACHABLE) {
                link.recordResult(result); // only this: a failure of this endpoint alone must not hold documents up
            }
            if (result.outcome() == Outcome.REFUSED) {
                logRefusal(result);
            } else if (result.outcome() != Outcome.DELIVERED) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    /** A refused message would be refused again, so it is not retried; the refusal is logged once an hour. */
    private void logRefusal(DeliveryResult result) {
        Instant now = clock.instant();
        if (!now.isBefore(refusalLoggedAt.plus(LOG_INTERVAL))) {
            LOG.log(
                    Level.WARNING,
                    "GATE refuses the terminals' states: {0}",
                    DeliveryResult.withoutGateText(result.reason()));
            refusalLoggedAt = now;
        }
    }

    /**
     * The changes and digest that GATE has.
     *
     * @param changedNo changes with lower numbers were reported
     * @param digestAt when the next digest is due
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
