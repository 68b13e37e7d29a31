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

/** Sends the deliveries that are due, each outside any transaction. */
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
     * Sends the deliveries that are due, at most {@value #MOST}. Skips a channel that failed until the next call, so
     * that a call waits for at most one timeout per channel.
     *
     * @return number of deliveries sent
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

    private boolean send(ClaimedDelivery delivery) {
        try {
            switch (delivery.channel()) {
                case MAIL -> mail.send(delivery);
                case WEBHOOK -> webhook.send(delivery);
            }
        } catch (NotDelivered e) {
            LOG.log(Level.FINE, "Alert delivery failed.", e);
            queue.failed(delivery, e.getMessage());
            return false;
        }
        queue.sent(delivery);
        return true;
    }
}
