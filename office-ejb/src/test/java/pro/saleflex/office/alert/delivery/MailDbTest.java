package pro.saleflex.office.alert.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import javax.naming.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest(
        settings = {
            "saleflex.office.mail.enabled=true",
            "saleflex.office.mail.from=office@shop.example",
            "saleflex.office.mail.to=manager@shop.example, help@desk.example",
            "saleflex.office.alert.language=tr"
        })
@TestMethodOrder(org.junit.jupiter.api.MethodOrderer.MethodName.class)
class MailDbTest {
    @RegisterExtension
    static final GreenMailExtension MAIL =
            new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Inject
    TestApplication app;

    @Inject
    Alerts alerts;

    @Inject
    AlertDeliverySender sender;

    @Inject
    StoreRef store;

    private String factoryBefore;

    @BeforeEach
    void bindTheSession() {
        factoryBefore = System.getProperty(Context.INITIAL_CONTEXT_FACTORY);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, MailSessions.class.getName());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(MAIL.getSmtp().getPort()));
        MailSessions.use(Session.getInstance(properties));
    }

    @AfterEach
    void unbindTheSession() {
        MailSessions.use(null);
        if (factoryBefore == null) {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        } else {
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, factoryBefore);
        }
    }

    @Test
    void anAlertIsAnEmailInTheConfiguredLanguage() throws Exception {
        TerminalRef till = app.terminal(store, 1);
        alerts.raise(Cause.lowDisk(till, 17));
        assertEquals(1, sender.deliver());

        MimeMessage[] mails = MAIL.getReceivedMessages();
        assertEquals(2, mails.length, "one for each recipient");
        MimeMessage mail = mails[0];
        assertEquals("Alarm (Uyarı): Disk neredeyse dolu - A store, POS-1", mail.getSubject());
        assertEquals("office@shop.example", mail.getFrom()[0].toString());
        assertEquals(2, mail.getAllRecipients().length);
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertEquals("<" + app.value("select id from notification") + "@saleflex-office>", mail.getMessageID());
        assertEquals("""
                Alarm (Uyarı): Disk neredeyse dolu

                A store mağazasındaki POS-1 kasasının diskinde 17 MB boş yer var.
                Disk dolduğunda kasa satışlarını saklayamaz.
                Bir teknisyenden kasada yer açmasını isteyin.

                Başlangıç 2026-11-22 10:00:00 GMT
                SaleFlex.OFFICE""", text(mail));
    }

    private static String text(MimeMessage mail) throws Exception {
        return new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .strip();
    }

    @Test
    void anEmailIsSentLaterWhenSessionOrServerIsMissing() {
        TerminalRef till = app.terminal(store, 1);
        MailSessions.use(null);
        alerts.raise(Cause.lowDisk(till, 17));
        assertEquals(0, sender.deliver());
        assertTrue(app.value("select last_error from notification where sent_at is null")
                .contains("mail/office"));

        Properties nowhere = new Properties();
        nowhere.put("mail.smtp.host", "127.0.0.1");
        nowhere.put("mail.smtp.port", "1");
        MailSessions.use(Session.getInstance(nowhere));
        app.clock().pass(Duration.ofSeconds(10));
        assertEquals(0, sender.deliver());
        assertTrue(app.value("select last_error from notification where sent_at is null")
                .contains("cannot be sent"));

        bindTheSession();
        app.clock().pass(Duration.ofSeconds(20));
        assertEquals(1, sender.deliver());
        assertEquals(2, MAIL.getReceivedMessages().length);
    }
}
