package pro.saleflex.office.portal.live;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Looks once a second for what other servers changed; what this one changes is told at once. */
@Singleton
public class BoardWatch {
    @Inject
    Timers timers;

    @Inject
    PortalPush push;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        timers.run(TimerJob.BOARD_LOOK, "The board could not be looked after.", push::look);
    }
}
