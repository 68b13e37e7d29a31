package pro.saleflex.office.launcher;

import java.time.Duration;
import java.util.Locale;

/** The text printed at the end of a start: where everything is, and how to sign in. */
final class Welcome {
    private Welcome() {}

    static String text(Settings settings, OfficeHome home, Secrets secrets, Duration startedIn) {
        String http = "http://127.0.0.1:" + settings.httpPort();
        StringBuilder text = new StringBuilder()
                .append('\n')
                .append(String.format(
                        Locale.ROOT, "SaleFlex.OFFICE is ready, after %.1f seconds.%n%n", startedIn.toMillis() / 1e3));
        line(text, "Portal", http + "/office", "user admin, password " + portal(secrets));
        line(text, "Tills", http + "/api/v1", "health: " + http + "/api/v1/health");
        line(
                text,
                "Console",
                "http://127.0.0.1:" + settings.consolePort(),
                "user admin, password " + shown(secrets, Secrets.CONSOLE, home));
        line(
                text,
                "Database",
                "postgresql://office@127.0.0.1:" + settings.databasePort() + "/office",
                "password as in OFFICE_DB_PASSWORD, by default \"office\"");
        if (settings.demo()) {
            text.append('\n');
            line(text, "Demo store", "office OFFICE-001, store STORE-001", "");
            line(text, "  POS-001", "trusted on this machine, no secret", "");
            line(text, "  POS-002", "secret " + shown(secrets, Secrets.DEMO_TERMINAL, home), "");
            line(text, "  T0001 to T1000", "for the load generator, trusted on this machine", "");
        }
        text.append('\n');
        line(text, "Logs", home.logs().toString(), "");
        if (!secrets.generated().isEmpty()) {
            text.append("\nThe passwords above are shown only this once; they are stored in ")
                    .append(home.secrets())
                    .append(".\n");
        }
        return text.append("\nCtrl-C stops everything.\n").toString();
    }

    /**
     * Returns how to sign in to the portal. A generated password is valid for the first sign-in only, so later starts
     * do not point to it.
     */
    private static String portal(Secrets secrets) {
        String generated = secrets.generated().get(Secrets.PORTAL);
        return generated != null
                ? generated + " (must be changed there)"
                : secrets.given(Secrets.PORTAL)
                        ? "as in " + Secrets.PORTAL
                        : "as chosen there; if forgotten, start once with " + Secrets.PORTAL;
    }

    private static String shown(Secrets secrets, String name, OfficeHome home) {
        String generated = secrets.generated().get(name);
        return generated != null ? generated : "as in " + name + " or " + home.secrets();
    }

    private static void line(StringBuilder text, String name, String what, String remark) {
        text.append(String.format(Locale.ROOT, "  %-16s %-44s %s", name, what, remark)
                        .stripTrailing())
                .append('\n');
    }
}
