package pro.saleflex.office.alert.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;

/** Sends an alert delivery as an e-mail over the server's mail session {@code mail/office}. */
@ApplicationScoped
public class MailSender {
    static final String SESSION = "mail/office";

    private static final Log LOG = Log.of(MailSender.class);
    private static final String TIMEOUT_MILLIS = "10000";

    @Inject
    OfficeConfig config;

    @Inject
    Clock clock;

    void send(ClaimedDelivery delivery) throws NotDelivered {
        try {
            Transport.send(message(delivery));
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
                throw new NotDelivered("The mail server accepted none of the recipients.", e);
            }
            // Not retried: those who have it would get it twice.
            LOG.log(Level.WARNING, "Alert delivery " + delivery.id() + " did not reach all its recipients.", e);
        } catch (MessagingException e) {
            throw new NotDelivered("The mail cannot be sent (" + e.getClass().getSimpleName() + ").", e);
        } catch (NamingException e) {
            throw new NotDelivered("The server has no mail session " + SESSION + ".", e);
        }
    }

    private MimeMessage message(ClaimedDelivery delivery) throws NamingException, MessagingException, NotDelivered {
        List<String> recipients = config.mailTo();
        String sender = config.mailFrom().orElseThrow(() -> new NotDelivered("No sender is set (mail.from)."));
        if (recipients.isEmpty()) {
            throw new NotDelivered("No recipient is set (mail.to).");
        }
        MimeMessage message = new MessageWithId(session(), "<" + delivery.id() + "@saleflex-office>");
        message.setFrom(new InternetAddress(sender, true));
        for (String recipient : recipients) {
            message.addRecipient(RecipientType.TO, new InternetAddress(recipient, true));
        }
        message.setSubject(delivery.subject(), StandardCharsets.UTF_8.name());
        message.setText(delivery.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // prevents out-of-office replies
        return message;
    }

    @SuppressWarnings("BanJNDI") // a fixed name; with injection, a server without the session could not start
    private static Session session() throws NamingException {
        Session session = InitialContext.doLookup(SESSION);
        Properties properties = session.getProperties();
        for (String protocol : List.of("smtp", "smtps")) { // by default they wait for ever
            properties.putIfAbsent("mail." + protocol + ".connectiontimeout", TIMEOUT_MILLIS);
            properties.putIfAbsent("mail." + protocol + ".timeout", TIMEOUT_MILLIS);
            properties.putIfAbsent("mail." + protocol + ".writetimeout", TIMEOUT_MILLIS);
        }
        return session;
    }

    /** A message whose Message-ID is the same at each attempt, so that a mailbox can recognize a duplicate. */
    private static final class MessageWithId extends MimeMessage {
        private final String id;

        MessageWithId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
