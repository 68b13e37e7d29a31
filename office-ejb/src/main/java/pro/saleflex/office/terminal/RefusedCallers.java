package pro.saleflex.office.terminal;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import pro.saleflex.office.account.FailureLimit;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.Identification.Refused;

/**
 * Records which callers were refused and why: each is a terminal whose sales are not backed up, or somebody trying to
 * get in.
 *
 * <p>Rate-limits failures only: a call with the right secret always passes, so nobody can lock a terminal out by
 * failing in its name. Failures over the limit, for the same codes or from the same address, are counted in memory
 * only, so that a flood of calls does not become a flood of writes.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RefusedCallers {
    private static final Log LOG = Log.of(RefusedCallers.class);
    private static final int MOST = 1000;
    private static final int LONGEST = 100;

    private static final String TO_STRANGERS = "No terminal with these codes and this secret is known here. Check the"
            + " terminal's settings; the reason is shown in OFFICE, on the page Tills.";

    /** Behind a proxy or NAT, a shop's terminals share an address. */
    private static final int TERMINALS_PER_ADDRESS = 10;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    private FailureLimit<String> codesLimit;
    private FailureLimit<String> addressLimit;

    @PostConstruct
    void start() {
        codesLimit = new FailureLimit<>(config.failuresLimit());
        addressLimit = new FailureLimit<>(config.failuresLimit() * TERMINALS_PER_ADDRESS);
    }

    /**
     * Records and logs a refusal, and returns it with its message.
     *
     * @param isInsider whether the caller belongs to the shop and may know the reason; only evaluated if needed
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Refused refuse(TerminalCodes codes, Refusal reason, String peer, BooleanSupplier isInsider) {
        Instant now = clock.instant();
        if (addressLimit.count(peer, now)) {
            return new Refused(
                    Refusal.TOO_MANY_FAILURES,
                    true,
                    "Too many failed calls from this address. Wait a minute, then check the terminals' settings.");
        }
        if (codesLimit.count(printable(codes), now)) {
            return new Refused(
                    Refusal.TOO_MANY_FAILURES,
                    true,
                    "Too many failed calls in the name of " + printable(codes)
                            + ". Wait a minute, then check its settings.");
        }
        LOG.log(Level.WARNING, "Refused {0} calling from {1}: {2}", new Object[] {printable(codes), peer, reason});
        store(codes, reason, peer, now);
        boolean disclosed = isInsider.getAsBoolean();
        return new Refused(reason, disclosed, disclosed ? message(codes, reason) : TO_STRANGERS);
    }

    private void store(TerminalCodes codes, Refusal reason, String peer, Instant now) {
        Sql.query(
                        em,
                        "insert into refused_caller as c (office_code, store_code, terminal_code, reason, peer,"
                                + " first_at, last_at, times) values (:office, :store, :terminal, :reason, :peer,"
                                + " :now, :now, 1)"
                                + " on conflict (office_code, store_code, terminal_code, reason) do update"
                                + " set peer = excluded.peer, last_at = excluded.last_at, times = c.times + 1")
                .set("office", cut(codes.officeCode()))
                .set("store", cut(codes.storeCode()))
                .set("terminal", cut(codes.terminalCode()))
                .set("reason", reason)
                .set("peer", peer)
                .set("now", now)
                .update();
        Sql.query(
                        em,
                        "delete from refused_caller where last_at <"
                                + " (select last_at from refused_caller order by last_at desc offset " + MOST
                                + " limit 1)")
                .update();
    }

    /** Returns the refused callers, the latest first; at most {@value #MOST}. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RefusedCaller> latest() {
        return Sql.query(
                        em,
                        "select office_code, store_code, terminal_code, reason, peer, first_at, last_at, times"
                                + " from refused_caller order by last_at desc limit " + MOST)
                .list(row -> new RefusedCaller(
                        new TerminalCodes( // the row may be from a version that masked less
                                cut(row.text("office_code")),
                                cut(row.text("store_code")),
                                cut(row.text("terminal_code"))),
                        Refusal.valueOf(row.text("reason")),
                        row.text("peer"),
                        row.utc("first_at"),
                        row.utc("last_at"),
                        row.number("times")));
    }

    private static String message(TerminalCodes codes, Refusal reason) {
        return switch (reason) {
            case UNKNOWN_STORE ->
                "No store with office code " + cut(codes.officeCode()) + " and store code " + cut(codes.storeCode())
                        + ". Check the terminal's settings, or create the store in OFFICE.";
            case UNKNOWN_TERMINAL ->
                "Terminal " + cut(codes.terminalCode()) + " is not registered in store " + cut(codes.storeCode())
                        + ". Check the terminal's settings, or create the terminal in OFFICE.";
            case SECRET_MISSING ->
                "Terminal " + cut(codes.terminalCode())
                        + " sent no secret. Enter its secret in the terminal's settings.";
            case SECRET_WRONG ->
                "The secret is not that of terminal " + cut(codes.terminalCode())
                        + ". Enter the right secret in the terminal's settings, or rotate it in OFFICE.";
            case SECRET_REVOKED, TERMINAL_REVOKED ->
                "The secret of terminal " + cut(codes.terminalCode())
                        + " was revoked. Ask the store's administrator for a new one.";
            case CERTIFICATE_MISSING ->
                "Terminal " + cut(codes.terminalCode())
                        + " presented no certificate, but one is bound to it. Call with that certificate, or have it"
                        + " unbound in OFFICE.";
            case CERTIFICATE_WRONG ->
                "The certificate is not the one bound to terminal " + cut(codes.terminalCode())
                        + ". Call with the bound one, or have the new one bound in OFFICE.";
            case ENROLMENT_REFUSED -> "The enrolment is refused. Ask the store's manager for a new code.";
            case TOO_MANY_FAILURES -> "Too many failed calls. Wait a minute.";
        };
    }

    private static String printable(TerminalCodes codes) {
        return cut(codes.officeCode()) + "/" + cut(codes.storeCode()) + "/" + cut(codes.terminalCode());
    }

    /** Sanitizes a stranger's code for tables, answers and logs: short, without card numbers and control characters. */
    private static String cut(String code) {
        String line = CardNumbers.maskValue(code).replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
