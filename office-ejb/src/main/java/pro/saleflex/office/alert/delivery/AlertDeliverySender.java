package pro.saleflex.office.alert.delivery;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;

/** Sends what is due, each outside any transaction. */
@Stateless
public class AlertDeliverySender {
    private static final Log LOG = Log.of(AlertDeliverySender.class);
    private static final int MOST = 100;

    @Inject
    AlertDeliveryQueue queue;

    @Inject
    MailSender mail;

    @Inject
    WebhookSender webhook;

    /**
     * Sends what is due, at most {@value #MOST}. A channel that failed is left alone until the next call, so that each call
     * waits for one time-out at most.
     *
     * @return how many were sent
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public int deliver() {
        Set<DeliveryChannel> working = EnumSet.copyOf(queue.channels());
        queue.giveUpWithoutChannel();
        int sent = 0;
        for (Optional<ClaimedDelivery> next = queue.claim(working);
                next.isPresent() && sent < MOST;
                next = queue.claim(working)) {
            if (send(next.get())) {
                sent++;
            } else {
                working.remove(next.get().channel());
            }
        }
        return sent;
    }

    private boolean send(ClaimedDelivery notification) {
        try {
            switch (notification.channel()) {
                case MAIL -> mail.send(notification);
                case WEBHOOK -> webhook.send(notification);
            }
        } catch (NotDelivered e) {
            LOG.log(Level.FINE, "Why", e);
            queue.failed(notification, e.getMessage());
            return false;
        }
        queue.sent(notification);
        return true;
    }
}
