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

/** Receives single notifications: stores each once and carries it out, in one transaction. */
@Stateless
public class NotificationInbox {
    private static final Log LOG = Log.of(NotificationInbox.class);

    /** The actor in the audit trail. */
    private static final String GATE = "GATE";

    @Inject
    Clock clock;

    @Inject
    NotificationStore store;

    @Inject
    Terminals terminals;

    @Inject
    TerminalRequests requests;

    @Inject
    MasterDataPulls pulls;

    @Inject
    AuditTrail audit;

    /** Receives a notification; ignores one that is already stored. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void receive(ReceivedNotifications notification) {
        Recipients recipients = Recipients.of(notification, terminals.stores(), terminals.refs());
        boolean expired =
                notification.expiresAt() != null && !notification.expiresAt().isAfter(clock.instant());
        String fault = expired ? "It had expired before it arrived." : fault(notification, recipients);
        UUID id = UUID.randomUUID();
        if (!store.add(id, notification, fault)) {
            return;
        }
        if (fault != null) {
            LOG.log(Level.WARNING, "Notification {0} from GATE: {1}", new Object[] {notification.id(), fault});
        }
        if (expired) {
            store.markRead(id); // by the contract it is neither shown nor carried out
            return;
        }
        switch (notification.type()) {
            case PRODUCT_UPDATE, PRICE_CHANGE -> pulls.pullProductsNow(recipients.stores());
            case CAMPAIGN_UPDATE -> pulls.pullCampaignsNow(recipients.stores());
            case TERMINAL_MESSAGE, SYSTEM_ALERT -> store.addRecipients(id, ids(recipients), false);
            case TERMINAL_COMMAND -> {
                if (notification.command() != null && notification.command().isSound()) {
                    recipients.terminals().forEach(terminal -> carryOut(notification.command(), terminal));
                    store.addRecipients(id, ids(recipients), true);
                }
                store.markRead(id);
            }
        }
    }

    private static String fault(ReceivedNotifications notification, Recipients recipients) {
        if (notification.type() != NotificationType.TERMINAL_COMMAND) {
            return recipients.fault();
        }
        if (notification.command() == null) {
            return "The command is unknown.";
        }
        return notification.command().isSound()
                ? recipients.fault()
                : "Receipt numbers start at 1, and the last must not be below the first.";
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
