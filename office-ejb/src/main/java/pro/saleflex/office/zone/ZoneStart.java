package pro.saleflex.office.zone;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;

/** Logs the version of the time zone rules at start-up, since outdated rules show nowhere else. */
@Singleton
@Startup
public class ZoneStart {
    private static final Log LOG = Log.of(ZoneStart.class);

    @PostConstruct
    void start() {
        LOG.log(Level.INFO, "Using version {0} of the time zone rules.", StoreZone.rulesVersion());
    }
}
