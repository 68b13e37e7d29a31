package pro.saleflex.office.zone;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;

/** Says at start-up by which rules times are counted: rules that are too old show nowhere else. */
@Singleton
@Startup
public class ZoneStart {
    private static final Log LOG = Log.of(ZoneStart.class);

    @PostConstruct
    void start() {
        LOG.log(Level.INFO, "Times are counted by the time zone rules of version {0}.", StoreZone.rulesVersion());
    }
}
