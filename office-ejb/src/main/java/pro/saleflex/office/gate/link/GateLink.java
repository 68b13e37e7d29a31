package pro.saleflex.office.gate.link;

import pro.saleflex.office.platform.LeasedJobs;
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
import pro.saleflex.office.gate.link.CircuitBreaker.Probed;
import pro.saleflex.office.gate.link.CircuitBreaker.Seen;
import pro.saleflex.office.gate.link.LinkHistory.Since;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.log.Log;

/**
 * Is GATE there? Asked before anything is delivered, told how it ended, looked after once a second: a probe when one is due,
 * and the history. GATE being away never makes this server unready.
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
    private Event<GateReachable> back;

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
            Event<GateReachable> back) {
        this.config = config;
        this.clock = clock;
        this.client = client;
        this.history = history;
        this.jobs = jobs;
        this.changed = changed;
        this.back = back;
    }

    /** Is there an address? */
    public boolean configured() {
        return config.gate().configured();
    }

    /** May something be delivered now? Who gets a {@link Permit#TRIAL} says how it ended, or gives it back. */
    public Permit permit() {
        return circuitBreaker.permit(clock.instant());
    }

    /** A trial that was not made. */
    public void giveBack() {
        circuitBreaker.giveBack();
    }

    /** Is nothing to be sent just now, not even by who began before? */
    public boolean holds() {
        return circuitBreaker.holds(clock.instant());
    }

    /**
     * Says how a delivery ended. A document that GATE refused has been delivered as far as the link is concerned.
     *
     * @return whether GATE is back: this is the first delivery behind an outage
     */
    public boolean ended(DeliveryResult result) {
        if (result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.REFUSED) {
            return circuitBreaker.passed(clock.instant());
        }
        circuitBreaker.failed(clock.instant(), result, ThreadLocalRandom.current().nextDouble());
        return false;
    }

    /** Did GATE take something at some time behind another? */
    public boolean deliveredSince(Instant time) {
        return circuitBreaker.deliveredSince(time);
    }

    /** Did GATE take something, or answer a probe, at some time behind another? */
    public boolean workedSince(Instant time) {
        return circuitBreaker.passedSince(time);
    }

    /** The link now, and since when. */
    public Since now() {
        Seen seen = seen();
        return history.latest()
                .filter(latest -> latest.state() == seen.state())
                .map(latest -> new Since(seen.state(), seen.reason(), latest.at()))
                .orElseGet(() -> new Since(seen.state(), seen.reason(), clock.instant()));
    }

    /** Is it down because GATE turns us away, or a setting is wrong? Then waiting does not help. */
    public boolean misconfigured() {
        return seen().misconfigured();
    }

    /** The latest states, the present one first; at most 50. */
    public List<Since> history() {
        return history.latest(50);
    }

    /** Looks after the link. Called by {@link GateLinkWatch}. */
    public void look() {
        probe();
        Seen seen = seen();
        Optional<Since> before = history.latest();
        if (history.note(seen.state(), seen.reason())) {
            if (before.map(Since::state).filter(seen.state()::equals).isEmpty()) {
                LOG.log(
                        seen.state() == LinkState.DOWN ? Level.WARNING : Level.INFO,
                        "GATE is {0} now. {1}",
                        new Object[] {seen.state(), DeliveryResult.withoutGateText(seen.reason())});
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
        Probed probed = circuitBreaker.probed(
                clock.instant(), result, ThreadLocalRandom.current().nextDouble());
        if (probed == Probed.BACK) {
            jobs.retryFailedNow(); // there may be no document whose delivery would show it
        }
        if (probed != Probed.NO_NEWS) {
            back.fire(new GateReachable());
        }
    }

    private Seen seen() {
        return configured() ? circuitBreaker.seen(clock.instant()) : new Seen(LinkState.NOT_CONFIGURED, "", false);
    }
}
