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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.account.Passwords;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.Terminals.Created;
import pro.saleflex.office.terminal.Terminals.Outcome;
import pro.saleflex.office.terminal.enrolment.Enrolments.Enrolled;
import pro.saleflex.office.terminal.enrolment.Enrolments.MadeCode;
import pro.saleflex.office.terminal.enrolment.Enrolments.Registered;

/** Codes in the database, each act in a transaction of its own under the lock of its terminal's row. */
@Stateless
public class EnrolmentCodes {
    /** Takes the place of a terminal that is not there, so that the same is asked and done. */
    private static final UUID NOBODY = new UUID(0, 0);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Terminals terminals;

    /** A code has few bits, so it is hashed as slowly as a password: who reads the table cannot try them all in time. */
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
        em.flush(); // the enrolment's row refers to the terminal's
        audit.add(actor, "terminal.create", subject(terminal), "number " + spec.number());
        return new Registered(Outcome.DONE, terminal, created.secret(), open(actor, terminal));
    }

    /** Makes a code; nothing when there is no such terminal. */
    public Optional<MadeCode> issue(String actor, UUID terminalId) {
        return terminals.find(terminalId).map(terminal -> open(actor, terminal));
    }

    private MadeCode open(String actor, TerminalView terminal) {
        em.createNativeQuery("insert into enrolment (terminal_id, failures) values (cast(?1 as uuid), 0)"
                        + " on conflict do nothing")
                .setParameter(1, terminal.id().toString())
                .executeUpdate();
        String code = EnrolmentCode.make();
        Enrolment enrolment = locked(terminal.id());
        enrolment.issue(passwords.hash(code), actor, now());
        audit.add(actor, "enrolment.code", subject(terminal), "valid until " + enrolment.expiresAt.toInstant());
        return new MadeCode(EnrolmentCode.grouped(code), enrolment.expiresAt);
    }

    /** Makes an open code void. */
    public void voidCode(UUID terminalId) {
        Optional.ofNullable(locked(terminalId)).ifPresent(enrolment -> enrolment.voidCode(now()));
    }

    /** How far each enrolment is. */
    public Map<UUID, EnrolmentView> all() {
        OffsetDateTime now = now();
        return em.createQuery("select e from Enrolment e", Enrolment.class)
                .getResultStream()
                .collect(Collectors.toMap(enrolment -> enrolment.terminalId, enrolment -> enrolment.view(now)));
    }

    /** How far an enrolment is. */
    public EnrolmentView find(UUID terminalId) {
        Enrolment enrolment = em.find(Enrolment.class, terminalId);
        return enrolment == null ? EnrolmentView.NONE : enrolment.view(now());
    }

    /** The open code's hash; to be looked at outside a transaction, since that takes long and a lock should not. */
    public Optional<String> openHash(TerminalCodes who) {
        Enrolment enrolment = em.find(Enrolment.class, terminalId(who).orElse(NOBODY));
        return Optional.ofNullable(enrolment).flatMap(found -> found.openHash(now()));
    }

    /**
     * Ends a try with a code that is still the one it was: the till with its secret, or nothing. What failed is counted and
     * audited; so when many try at once, the right one is worth nothing behind the last that may fail.
     *
     * @param hash of the code that was looked at
     * @param fits was it the right one?
     */
    public Optional<Enrolled> redeem(TerminalCodes who, String hash, boolean fits, String address) {
        OffsetDateTime now = now();
        Optional<UUID> terminalId = terminalId(who);
        Optional<Enrolment> same = Optional.ofNullable(locked(terminalId.orElse(NOBODY)))
                .filter(found -> found.openHash(now).filter(hash::equals).isPresent());
        if (same.isEmpty()) {
            return Optional.empty();
        }
        if (!fits) {
            failed(same.get(), address, now);
            return Optional.empty();
        }
        same.get().enrolled(address, now);
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

    private Optional<UUID> terminalId(TerminalCodes who) {
        List<?> found = em.createNativeQuery(
                        "select cast(t.id as text) from terminal t join store s on s.id = t.store_id"
                                + " where s.office_code = ?1 and s.store_code = ?2 and t.code = ?3")
                .setParameter(1, searchable(who.officeCode()))
                .setParameter(2, searchable(who.storeCode()))
                .setParameter(3, searchable(who.terminalCode()))
                .getResultList();
        return found.stream().findFirst().map(id -> UUID.fromString((String) id));
    }

    /** PostgreSQL takes no NUL; no code holds any control character, so this one finds nothing either. */
    private static String searchable(String code) {
        return code.replace('\0', '\1');
    }

    private Enrolment locked(UUID terminalId) {
        return em.find(Enrolment.class, terminalId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** No user's name has a space in it. */
    private static String actor(TerminalView terminal) {
        return "terminal " + terminal.terminalCode();
    }

    private static String subject(TerminalView terminal) {
        return terminal.officeCode() + "/" + terminal.storeCode() + "/" + terminal.terminalCode();
    }

    /** No finer than PostgreSQL keeps it, so that a time told is the time read back. */
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
