package pro.saleflex.office.terminal.enrolment;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.account.Passwords;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.Terminals.Created;
import pro.saleflex.office.terminal.Terminals.Outcome;
import pro.saleflex.office.terminal.enrolment.Enrolments.Enrolled;
import pro.saleflex.office.terminal.enrolment.Enrolments.IssuedCode;
import pro.saleflex.office.terminal.enrolment.Enrolments.Registered;

/**
 * Enrolment codes in the database. Each operation runs in a transaction of its own and locks the row that it changes.
 */
@Stateless
public class EnrolmentCodes {
    /** Stands in for a terminal that does not exist, so that the same queries run. */
    private static final UUID NO_TERMINAL = new UUID(0, 0);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Terminals terminals;

    /**
     * A code has few bits, so it is hashed as slowly as a password: nobody who reads the table can try them all in
     * time.
     */
    @Inject
    Passwords passwords;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** Creates a terminal and its code. */
    public Registered register(String actor, TerminalSpec spec, boolean withSecret) {
        Created created = withSecret ? terminals.createTerminal(spec) : terminals.createWithoutSecret(spec);
        if (created.outcome() != Outcome.DONE) {
            return new Registered(created.outcome(), null, null, null);
        }
        TerminalView terminal = created.terminal();
        em.flush(); // the enrolment's row refers to it
        audit.add(actor, "terminal.create", subject(terminal), "number " + spec.number());
        return new Registered(Outcome.DONE, terminal, created.secret(), issueFor(terminal, actor));
    }

    /** Issues a code; empty if there is no such terminal. */
    public Optional<IssuedCode> issue(String actor, UUID terminalId) {
        return terminals.find(terminalId).map(terminal -> issueFor(terminal, actor));
    }

    private IssuedCode issueFor(TerminalView terminal, String actor) {
        Sql.query(em, "insert into enrolment (terminal_id, failures) values (:terminal, 0) on conflict do nothing")
                .set("terminal", terminal.id())
                .update();
        String code = EnrolmentCode.make();
        Enrolment enrolment = locked(terminal.id());
        enrolment.issue(passwords.hash(code), actor, now());
        audit.add(actor, "enrolment.code", subject(terminal), "valid until " + enrolment.expiresAt.toInstant());
        return new IssuedCode(EnrolmentCode.grouped(code), enrolment.expiresAt);
    }

    /** Voids an open code. */
    public void voidCode(UUID terminalId) {
        Optional.ofNullable(locked(terminalId)).ifPresent(enrolment -> enrolment.voidCode(now()));
    }

    /** Returns the state of all enrolments, by terminal id. */
    public Map<UUID, EnrolmentView> all() {
        OffsetDateTime now = now();
        return em.createQuery("select e from Enrolment e", Enrolment.class)
                .getResultStream()
                .collect(Collectors.toMap(enrolment -> enrolment.terminalId, enrolment -> enrolment.view(now)));
    }

    /** Returns the state of a terminal's enrolment. */
    public EnrolmentView find(UUID terminalId) {
        Enrolment enrolment = em.find(Enrolment.class, terminalId);
        return enrolment == null ? EnrolmentView.NONE : enrolment.view(now());
    }

    /**
     * Returns the open code's hash. Check it outside a transaction: that takes long, and no lock should be held
     * meanwhile.
     */
    public Optional<String> openHash(TerminalCodes terminal) {
        Enrolment enrolment = em.find(Enrolment.class, terminalId(terminal).orElse(NO_TERMINAL));
        return Optional.ofNullable(enrolment).flatMap(found -> found.openHash(now()));
    }

    /**
     * Completes an attempt to redeem a code, unless the code has changed since it was checked. Failures are counted and
     * audited. When many callers try at once, even the right code is void after the last failure allowed.
     *
     * @param hash the hash of the code that was checked
     * @param matches whether the given code matched it
     * @return the terminal with its secret; empty if the attempt failed
     */
    public Optional<Enrolled> redeem(TerminalCodes terminal, String hash, boolean matches, String address) {
        OffsetDateTime now = now();
        Optional<UUID> terminalId = terminalId(terminal);
        Optional<Enrolment> unchanged = Optional.ofNullable(locked(terminalId.orElse(NO_TERMINAL)))
                .filter(found -> found.openHash(now).filter(hash::equals).isPresent());
        if (unchanged.isEmpty()) {
            return Optional.empty();
        }
        if (!matches) {
            failed(unchanged.get(), address, now);
            return Optional.empty();
        }
        unchanged.get().enrolled(address, now);
        Created renewed = terminals.renewSecret(terminalId.orElseThrow());
        audit.add(actor(renewed.terminal()), "enrolment.redeem", subject(renewed.terminal()), "from " + address);
        return Optional.of(new Enrolled(renewed.terminal(), renewed.secret()));
    }

    private void failed(Enrolment enrolment, String address, OffsetDateTime now) {
        TerminalView terminal = terminals.find(enrolment.terminalId).orElseThrow();
        boolean locked = enrolment.failed(now);
        String detail = "from " + address + ", failure " + enrolment.failures + " of " + EnrolmentCode.TRIES;
        audit.add(actor(terminal), "enrolment.fail", subject(terminal), detail);
        if (locked) {
            audit.add(actor(terminal), "enrolment.lock", subject(terminal), detail);
        }
    }

    private Optional<UUID> terminalId(TerminalCodes terminal) {
        return Sql.query(
                        em,
                        "select t.id from terminal t join store s on s.id = t.store_id"
                                + " where s.office_code = :office and s.store_code = :store and t.code = :terminal")
                .set("office", searchable(terminal.officeCode()))
                .set("store", searchable(terminal.storeCode()))
                .set("terminal", searchable(terminal.terminalCode()))
                .first(row -> row.id("id"));
    }

    /**
     * Replaces NUL, which PostgreSQL rejects. No code contains a control character, so the replacement finds nothing,
     * either.
     */
    private static String searchable(String code) {
        return code.replace('\0', '\1');
    }

    private Enrolment locked(UUID terminalId) {
        return em.find(Enrolment.class, terminalId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Names a terminal as actor. No user's name contains a space, so the two cannot be confused. */
    private static String actor(TerminalView terminal) {
        return "terminal " + terminal.terminalCode();
    }

    private static String subject(TerminalView terminal) {
        return terminal.officeCode() + "/" + terminal.storeCode() + "/" + terminal.terminalCode();
    }

    /**
     * Returns the current time, no finer than PostgreSQL stores it, so that a returned time equals the one read back.
     */
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
