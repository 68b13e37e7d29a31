package pro.saleflex.office.e2e;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The second server shared by tests, with settings that would disturb the tests of the first: its machine speaks
 * Turkish, it mails alerts in German, it cannot reach its GATE, and it limits callers. Stopped when the tests end.
 */
final class OtherServer {
    private static final String LOCALE = "tr_TR";

    private static GreenMail mails;
    private static OfficeServer office;

    private OtherServer() {}

    /** The server, started by the first call. */
    static synchronized OfficeServer office() {
        if (office == null) {
            mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mails.setUser("office@shop.example", "office", "let me out");
            mails.start();
            office = new OfficeServer("other", settings());
            office.deleteHome();
            office.start();
            Runtime.getRuntime().addShutdownHook(new Thread(OtherServer::stop));
        }
        return office;
    }

    private static void stop() {
        office.discard();
        mails.stop();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("OFFICE_MAIL_HOST", "127.0.0.1"),
                Map.entry("OFFICE_MAIL_PORT", Integer.toString(mails.getSmtp().getPort())),
                Map.entry("OFFICE_MAIL_STARTTLS", "false"),
                Map.entry("OFFICE_MAIL_AUTH", "true"),
                Map.entry("OFFICE_MAIL_USER", "office"),
                Map.entry("OFFICE_MAIL_PASSWORD", "let me out"),
                Map.entry("SALEFLEX_OFFICE_MAIL_ENABLED", "true"),
                Map.entry("SALEFLEX_OFFICE_MAIL_FROM", "office@shop.example"),
                Map.entry("SALEFLEX_OFFICE_MAIL_TO", "manager@shop.example"),
                Map.entry("SALEFLEX_OFFICE_ALERT_LANGUAGE", "de"),
                Map.entry("SALEFLEX_OFFICE_GATE_URL", "http://127.0.0.1:" + unusedPort()),
                Map.entry("SALEFLEX_OFFICE_LIMITS_TERMINAL_PER_SECOND", "1"),
                Map.entry("SALEFLEX_OFFICE_LIMITS_TERMINAL_BURST", "5"),
                Map.entry("SALEFLEX_OFFICE_LIMITS_ADDRESS_PER_SECOND", "10"),
                Map.entry("SALEFLEX_OFFICE_LIMITS_ADDRESS_BURST", "100")));
        if (speaksTurkish()) {
            settings.put("LANG", LOCALE + ".UTF-8");
            settings.put("LC_ALL", LOCALE + ".UTF-8");
        }
        return settings;
    }

    /** Whether the locale is generated; if not, the server speaks this machine's language. */
    static boolean speaksTurkish() {
        return locales().contains(LOCALE + ".utf8");
    }

    /** The locales generated on this machine. */
    static List<String> locales() {
        try {
            Process locale = new ProcessBuilder("locale", "-a").start();
            return new String(locale.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mails that it has sent. */
    static MimeMessage[] mails() {
        return mails.getReceivedMessages();
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
