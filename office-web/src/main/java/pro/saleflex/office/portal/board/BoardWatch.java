package pro.saleflex.office.portal.board;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks once a second for what other servers changed; what this one changes is told at once. */
@Singleton
public class BoardWatch {
    @Inject
    StatusBoardPush push;

    /** Public for the container. */
    public BoardWatch() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        push.look(); // only plans it, and cannot fail
    }
}
