package pro.saleflex.office.gate.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.link.CircuitBreaker.ProbeResult;
import pro.saleflex.office.gate.link.CircuitBreaker.Status;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.LeasedJobs;

/**
 * Facade of the link to GATE: senders ask it before each delivery and report the result, and a timer checks the link
 * once a second, with a probe if one is due, and records the history. GATE being away never makes this server unready.
 */
@ApplicationScoped
public class GateLink {
    private static final Log LOG = Log.of(GateLink.class);

    private final CircuitBreaker circuitBreaker = new CircuitBreaker();

    private OfficeConfig config;
    private Clock clock;
    private GateClient client;
    private LinkHistory history;
    private LeasedJobs jobs;
    private Event<GateChanged> changed;
    private Event<GateReachable> reachable;

    /** Public for the container. */
    public GateLink() {}

    @Inject
    GateLink(
            OfficeConfig config,
            Clock clock,
            GateClient client,
            LinkHistory history,
            LeasedJobs jobs,
            Event<GateChanged> changed,
            Event<GateReachable> reachable) {
        this.config = config;
        this.clock = clock;
        this.client = client;
        this.history = history;
        this.jobs = jobs;
        this.changed = changed;
        this.reachable = reachable;
    }

    /** Whether GATE's address is set. */
    public boolean configured() {
        return config.gate().configured();
    }

    /**
     * Whether the caller may deliver now. After a {@link Permit#TRIAL} it must report the result or cancel the trial.
     */
    public Permit permit() {
        return circuitBreaker.permit(clock.instant());
    }

    /** Cancels a trial that was not made. */
    public void cancelTrial() {
        circuitBreaker.cancelTrial();
    }

    /** Whether nothing may be sent now, not even by callers that already have a permit. */
    public boolean isOnHold() {
        return circuitBreaker.isOnHold(clock.instant());
    }

    /**
     * Records the result of a delivery. As far as the link is concerned, a document that GATE refused was delivered.
     *
     * @return whether GATE is back, that is, this is the first delivery after an outage
     */
    public boolean recordResult(DeliveryResult result) {
        if (result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.REFUSED) {
            return circuitBreaker.passed(clock.instant());
        }
        circuitBreaker.failed(
                clock.instant(), result, ThreadLocalRandom.current().nextDouble());
        return false;
    }

    /** Whether GATE has accepted a delivery since a time. */
    public boolean deliveredSince(Instant time) {
        return circuitBreaker.deliveredSince(time);
    }

    /** Whether GATE has accepted a delivery or answered a probe since a time. */
    public boolean workedSince(Instant time) {
        return circuitBreaker.passedSince(time);
    }

    /** Returns the current state and its start. */
    public StateSince now() {
        Status status = status();
        return history.latest()
                .filter(latest -> latest.state() == status.state())
                .map(latest -> new StateSince(status.state(), status.reason(), latest.at()))
                .orElseGet(() -> new StateSince(status.state(), status.reason(), clock.instant()));
    }

    /** Whether it is down because GATE rejects us or a setting is wrong, so that waiting does not help. */
    public boolean misconfigured() {
        return status().misconfigured();
    }

    /** Returns the latest states, the current one first; at most 50. */
    public List<StateSince> history() {
        return history.latest(50);
    }

    /** Probes the link if a probe is due, and records its state. Called by {@link GateLinkWatch}. */
    public void check() {
        probe();
        Status status = status();
        Optional<StateSince> before = history.latest();
        if (history.add(status.state(), status.reason())) {
            if (before.map(StateSince::state).filter(status.state()::equals).isEmpty()) {
                LOG.log(
                        status.state() == LinkState.DOWN ? Level.WARNING : Level.INFO,
                        "GATE is {0} now. {1}",
                        new Object[] {status.state(), DeliveryResult.withoutGateText(status.reason())});
            }
            changed.fire(new GateChanged());
        }
    }

    private void probe() {
        Instant now = clock.instant();
        if (!configured() || !circuitBreaker.probeDue(now)) {
            return;
        }
        DeliveryResult result = DeliveryResult.of(client.probe());
        ProbeResult probed = circuitBreaker.probed(
                clock.instant(), result, ThreadLocalRandom.current().nextDouble());
        if (probed == ProbeResult.BACK) {
            jobs.retryFailedNow(); // there may be no document to deliver, which would do the same
        }
        if (probed != ProbeResult.NO_NEWS) {
            reachable.fire(new GateReachable());
        }
    }

    private Status status() {
        return configured() ? circuitBreaker.status(clock.instant()) : new Status(LinkState.NOT_CONFIGURED, "", false);
    }
}
