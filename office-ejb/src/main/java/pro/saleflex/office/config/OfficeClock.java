package pro.saleflex.office.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the clock that is injected wherever the time is asked: the machine's, in UTC. */
@ApplicationScoped
public class OfficeClock {

    /** The machine's clock, in UTC. */
    @Produces
    @Dependent
    public Clock clock() {
        return Clock.systemUTC();
    }
}
