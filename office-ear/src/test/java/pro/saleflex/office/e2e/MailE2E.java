package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.sale;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An alert is sent as an e-mail, by the mail session that the install script creates from the environment. */
class MailE2E {
    private static final String CARD = "4111111111111111";

    @Test
    void anAlertIsMailedInTheStoresLanguage() throws Exception {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.setUser("office@shop.example", "office", "let me out");
        mails.start();
        OfficeServer office = new OfficeServer(
                "mail",
                Map.of(
                        "OFFICE_MAIL_HOST", "127.0.0.1",
                        "OFFICE_MAIL_PORT", Integer.toString(mails.getSmtp().getPort()),
                        "OFFICE_MAIL_STARTTLS", "false",
                        "OFFICE_MAIL_AUTH", "true",
                        "OFFICE_MAIL_USER", "office",
                        "OFFICE_MAIL_PASSWORD", "let me out",
                        "SALEFLEX_OFFICE_MAIL_ENABLED", "true",
                        "SALEFLEX_OFFICE_MAIL_FROM", "office@shop.example",
                        "SALEFLEX_OFFICE_MAIL_TO", "manager@shop.example",
                        "SALEFLEX_OFFICE_ALERT_LANGUAGE", "tr"));
        office.deleteHome();
        try {
            office.start();
            Calls till = new Calls(office);
            UUID id = UUID.randomUUID();
            for (String text : new String[] {"paid with " + CARD, "something else"}) {
                String body = envelope("POS-001", sale(id, text));
                assertEquals(200, till.post("/pos/transactions", body).statusCode());
            }
            assertTrue(mails.waitForIncomingEmail(90_000, 1), "a mail arrives");
            MimeMessage mail = mails.getReceivedMessages()[0];
            String text = new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("office@shop.example", mail.getFrom()[0].toString());
            assertTrue(mail.getSubject().startsWith("Alarm ("), mail.getSubject());
            assertTrue(text.contains("POS-001"), text);
            assertTrue(text.contains("Başlangıç"), text);
            assertFalse((mail.getSubject() + text).contains(CARD), text);
            assertFalse(text.matches("(?s).*\\d{13,}.*"), text);
        } finally {
            office.stop();
            mails.stop();
        }
    }
}
