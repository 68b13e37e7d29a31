package pro.saleflex.office.portal.live;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Timer: looks once a second for changes made by other servers; this server's own are pushed by events. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class BoardWatch {
    @Inject
    Timers timers;

    @Inject
    PortalPush push;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        timers.run(TimerJob.BOARD_LOOK, "Looking for changes for the board failed.", push::lookElsewhere);
    }
}
