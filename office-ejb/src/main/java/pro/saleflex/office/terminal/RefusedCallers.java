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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import pro.saleflex.office.account.FailureLimit;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.terminal.Identification.Refused;

/**
 * Keeps who was turned away and why: that is a till whose sales are not backed up, or somebody trying.
 *
 * <p>Only failures are limited: a call with the right secret always passes, so nobody can lock a till out by failing in its
 * name. Failures over the limit, of the same codes or of an address with ever other codes, are counted in memory only, so
 * that a flood does not become a flood of writes.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RefusedCallers {
    private static final Log LOG = Log.of(RefusedCallers.class);
    private static final int MOST = 1000;
    private static final int LONGEST = 100;

    private static final String TO_STRANGERS = "No terminal with these codes and this secret is known here. Check the"
            + " terminal's settings; the reason is shown in OFFICE, on the page Tills.";

    /** A shop's tills share an address where a proxy or NAT stands between. */
    private static final int TERMINALS_OF_AN_ADDRESS = 10;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    private FailureLimit<String> limit;
    private FailureLimit<String> addresses;

    @PostConstruct
    void start() {
        limit = new FailureLimit<>(config.failuresLimit());
        addresses = new FailureLimit<>(config.failuresLimit() * TERMINALS_OF_AN_ADDRESS);
    }

    /**
     * Keeps and logs a refusal, and says it in words.
     *
     * @param belongs is the caller of the shop, so that it may know why? Asked when it matters
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Refused refuse(TerminalCodes codes, Refusal reason, String peer, BooleanSupplier belongs) {
        Instant now = clock.instant();
        if (addresses.count(peer, now)) {
            return new Refused(
                    Refusal.TOO_MANY_FAILURES,
                    true,
                    "Too many failed calls from this address. Wait a minute, then check the terminals' settings.");
        }
        if (limit.count(shown(codes), now)) {
            return new Refused(
                    Refusal.TOO_MANY_FAILURES,
                    true,
                    "Too many failed calls in the name of " + shown(codes)
                            + ". Wait a minute, then check its settings.");
        }
        LOG.log(Level.WARNING, "Turned away {0} calling from {1}: {2}", new Object[] {shown(codes), peer, reason});
        keep(codes, reason, peer, now.atOffset(ZoneOffset.UTC));
        boolean told = belongs.getAsBoolean();
        return new Refused(reason, told, told ? message(codes, reason) : TO_STRANGERS);
    }

    private void keep(TerminalCodes codes, Refusal reason, String peer, OffsetDateTime now) {
        em.createNativeQuery("insert into refused_caller as c (office_code, store_code, terminal_code, reason, peer,"
                        + " first_at, last_at, times) values (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1)"
                        + " on conflict (office_code, store_code, terminal_code, reason) do update"
                        + " set peer = excluded.peer, last_at = excluded.last_at, times = c.times + 1")
                .setParameter(1, cut(codes.officeCode()))
                .setParameter(2, cut(codes.storeCode()))
                .setParameter(3, cut(codes.terminalCode()))
                .setParameter(4, reason.name())
                .setParameter(5, peer)
                .setParameter(6, now)
                .executeUpdate();
        em.createNativeQuery("delete from refused_caller where last_at <"
                        + " (select last_at from refused_caller order by last_at desc offset " + MOST + " limit 1)")
                .executeUpdate();
    }

    /** The refused callers, the latest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RefusedCaller> latest() {
        List<?> rows = em.createNativeQuery("select office_code, store_code, terminal_code, reason, peer, first_at,"
                        + " last_at, times from refused_caller order by last_at desc limit " + MOST)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new RefusedCaller(
                        new TerminalCodes( // kept by a version that masked less
                                cut((String) row[0]), cut((String) row[1]), cut((String) row[2])),
                        Refusal.valueOf((String) row[3]),
                        (String) row[4],
                        utc(row[5]),
                        utc(row[6]),
                        ((Number) row[7]).longValue()))
                .toList();
    }

    private static OffsetDateTime utc(Object timestamp) {
        return ((java.sql.Timestamp) timestamp).toInstant().atOffset(ZoneOffset.UTC);
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
                "The secret is not the one of terminal " + cut(codes.terminalCode())
                        + ". Enter its own secret in the terminal's settings, or rotate it in OFFICE.";
            case SECRET_REVOKED, TERMINAL_REVOKED ->
                "The secret of terminal " + cut(codes.terminalCode())
                        + " was revoked. Ask the store's administrator for a new one.";
            case CERTIFICATE_MISSING ->
                "Terminal " + cut(codes.terminalCode())
                        + " showed no certificate, and one is bound to it. Call with it, or have it unbound in OFFICE.";
            case CERTIFICATE_WRONG ->
                "The certificate is not the one bound to terminal " + cut(codes.terminalCode())
                        + ". Call with its own, or have the new one bound in OFFICE.";
            case ENROLMENT_REFUSED -> "The enrolment is refused. Ask the store's manager for a new code.";
            case TOO_MANY_FAILURES -> "Too many failed calls. Wait a minute.";
        };
    }

    private static String shown(TerminalCodes codes) {
        return cut(codes.officeCode()) + "/" + cut(codes.storeCode()) + "/" + cut(codes.terminalCode());
    }

    /** Codes of strangers go to tables, answers and logs: no card number, short, and nothing that breaks a line. */
    private static String cut(String code) {
        String line = CardNumbers.maskValue(code).replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
