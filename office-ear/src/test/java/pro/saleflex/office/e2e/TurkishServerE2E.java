package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product starts, sells and sends mails on a machine that speaks Turkish, where "i" has a capital of its own. */
class TurkishServerE2E {
    private static final String CARD = "4111111111111111";

    private static OfficeServer office;

    @BeforeAll
    static void start() {
        boolean there = OtherServer.speaksTurkish();
        assertTrue(
                there || !"true".equals(System.getenv("CI")),
                () -> "The locale is not generated: " + OtherServer.locales());
        assumeTrue(there, "No Turkish locale: install Debian's package locales and generate it");
        office = OtherServer.office();
    }

    @Test
    void aSaleIsAcceptedAndReturned() {
        Calls till = new Calls(office);
        UUID sale = UUID.randomUUID();

        HttpResponse<String> taken =
                till.post("/pos/transactions", Calls.envelope("POS-001", Calls.sale(sale, "turkish")));

        assertEquals(1, Calls.json(taken).getInt("accepted"), taken.body());
        String back = till.get("/pos/documents?office_code=OFFICE-001&store_code=STORE-001&terminal_code=POS-001")
                .body();
        assertTrue(back.contains(sale.toString()), back);
    }

    /** By the mail session that the install script creates from the environment. */
    @Test
    void anAlertIsMailedInTheLanguageOfTheSetting() {
        Calls calls = new Calls(office);
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        for (String text : new String[] {"paid with " + CARD, "something else"}) {
            String body = Calls.envelope(till, Calls.sale(id, text));
            assertEquals(200, calls.post("/pos/transactions", body).statusCode());
        }
        OfficeServer.await("a mail names the till", () -> mailAbout(till).isPresent());
        Mail mail = mailAbout(till).orElseThrow();
        assertEquals("office@shop.example", mail.from());
        assertTrue(mail.subject().startsWith("Alarm ("), mail.subject());
        assertTrue(mail.text().contains("Seit"), mail.text());
        assertFalse((mail.subject() + mail.text()).contains(CARD), mail.text());
        assertFalse(mail.text().matches("(?s).*\\d{13,}.*"), mail.text());
    }

    private static Optional<Mail> mailAbout(String till) {
        return Stream.of(OtherServer.mails())
                .map(Mail::of)
                .filter(mail -> mail.text().contains(till))
                .findFirst();
    }

    private record Mail(String from, String subject, String text) {
        static Mail of(MimeMessage message) {
            try {
                return new Mail(
                        message.getFrom()[0].toString(),
                        message.getSubject(),
                        new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void signingInWorks() {
        PortalClient browser = new PortalClient(office);

        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        HttpResponse<String> page = browser.get("/office/terminals.xhtml");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("POS-001"), page.body());
    }

    /** With one store, as usual, callers that name another are listed all the same. */
    @Test
    void aCallerThatNamesAnUnknownStoreIsListed() {
        Calls stranger = new Calls(office);
        stranger.post(
                "/pos/transactions",
                Calls.envelope("POS-001", Calls.sale(UUID.randomUUID(), "stranger"))
                        .replace("STORE-001", "STORE-NONE"));
        PortalClient browser = new PortalClient(office);

        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);

        String page = browser.get("/office/terminals.xhtml").body();
        assertTrue(page.contains("STORE-NONE"), page);
    }
}
