package pro.saleflex.office.gate.inbox;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.gate.pull.MasterDataPulls;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** Takes single notifications in, each with what it leads to, all or nothing and once. */
@Stateless
public class NotificationInbox {
    private static final Log LOG = Log.of(NotificationInbox.class);

    /** Who did it, in the audit trail. */
    private static final String GATE = "GATE";

    @Inject
    Clock clock;

    @Inject
    NotificationStore notices;

    @Inject
    Terminals terminals;

    @Inject
    TerminalRequests requests;

    @Inject
    MasterDataPulls pulls;

    @Inject
    AuditTrail audit;

    /** Takes a notification in; one that is known already is nothing. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void take(ReceivedNotifications notice) {
        Recipients recipients = Recipients.of(notice, terminals.stores(), terminals.refs());
        boolean expired = notice.expiresAt() != null && !notice.expiresAt().isAfter(clock.instant());
        String fault = expired ? "It had expired before it came." : fault(notice, recipients);
        UUID id = UUID.randomUUID();
        if (!notices.add(id, notice, fault)) {
            return;
        }
        if (fault != null) {
            LOG.log(Level.WARNING, "Notification {0} of GATE: {1}", new Object[] {notice.id(), fault});
        }
        if (expired) {
            notices.settle(id); // not shown or done any more, says the contract
            return;
        }
        switch (notice.type()) {
            case PRODUCT_UPDATE, PRICE_CHANGE -> pulls.pullProductsNow(recipients.stores());
            case CAMPAIGN_UPDATE -> pulls.pullCampaignsNow(recipients.stores());
            case TERMINAL_MESSAGE, SYSTEM_ALERT -> notices.address(id, ids(recipients), false);
            case TERMINAL_COMMAND -> {
                if (notice.command() != null && notice.command().isSound()) {
                    recipients.terminals().forEach(terminal -> carryOut(notice.command(), terminal));
                    notices.address(id, ids(recipients), true);
                }
                notices.settle(id);
            }
        }
    }

    private static String fault(ReceivedNotifications notice, Recipients recipients) {
        if (notice.type() != NotificationType.TERMINAL_COMMAND) {
            return recipients.fault();
        }
        if (notice.command() == null) {
            return "There is no such command.";
        }
        return notice.command().isSound()
                ? recipients.fault()
                : "Receipts are numbered from 1, and the last is not before the first.";
    }

    private void carryOut(NotificationCommand command, TerminalRef terminal) {
        switch (command.action()) {
            case RESEND -> requests.resend(terminal.id(), command.closureNumber(), command.from(), command.to(), GATE);
            case REFRESH -> requests.refresh(terminal.id(), GATE);
            case BLOCK -> block(terminal, true);
            case UNBLOCK -> block(terminal, false);
        }
    }

    private void block(TerminalRef terminal, boolean blocked) {
        terminals.changeTerminal(terminal.id(), TerminalChange.block(blocked));
        audit.add(GATE, "terminal.change", "terminal " + terminal.id(), "blocked " + blocked);
    }

    private static List<UUID> ids(Recipients recipients) {
        return recipients.terminals().stream().map(TerminalRef::id).toList();
    }
}
