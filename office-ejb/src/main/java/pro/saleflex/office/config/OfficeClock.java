package pro.saleflex.office.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Produces the clock that is injected wherever the current time is needed. */
@ApplicationScoped
public class OfficeClock {

    /** Returns the machine's clock, in UTC. */
    @Produces
    @Dependent
    public Clock clock() {
        return Clock.systemUTC();
    }
}
