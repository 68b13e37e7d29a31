package pro.saleflex.office.portal.live;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Timer: looks once a second for changes made by other servers; this server's own are pushed by events. */
@Singleton
public class BoardWatch {
    @Inject
    Timers timers;

    @Inject
    PortalPush push;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        timers.run(TimerJob.BOARD_LOOK, "Looking for changes for the board failed.", push::lookElsewhere);
    }
}
