package pro.saleflex.office.terminal.enrolment;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.account.FailureLimit;
import pro.saleflex.office.account.Passwords;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.RefusedCallers;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals.Outcome;

/**
 * How a terminal gets its secret: a manager makes a code, the till brings it within 15 minutes and is told its secret once.
 *
 * <p>A code is good for one use, also when two tills or two servers try at once. Five failures make it void. Calls are
 * limited per address, in this server's memory; the rest is in the database and holds for all servers together. Nobody who
 * fails learns whether store, terminal or code exist: one answer, after the same work.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Enrolments {

    @Inject
    EnrolmentCodes codes;

    @Inject
    Passwords passwords;

    @Inject
    RefusedCallers refusedCallers;

    @Inject
    OfficeConfig config;

    @Inject
    Clock clock;

    private FailureLimit<String> limit;

    @PostConstruct
    void start() {
        limit = new FailureLimit<>(config.enrolmentLimit());
    }

    /**
     * Creates a terminal and its code; with a secret too when there is somebody to tell it to.
     *
     * @param actor the portal user
     * @return what became of it
     * @throws IllegalArgumentException {@link TerminalSpec#fault()} was not looked at
     */
    public Registered register(String actor, TerminalSpec spec, boolean withSecret) {
        return codes.register(actor, spec, withSecret);
    }

    /**
     * Makes a code for a terminal; the one before is void. The terminal goes on with its secret until the code is used.
     *
     * @param actor the portal user
     * @return the code, or nothing when there is no such terminal
     */
    public Optional<MadeCode> issueCode(String actor, UUID terminalId) {
        return codes.issue(actor, terminalId);
    }

    /** Makes a terminal's open code void, such as when its secret is revoked. */
    public void voidCode(UUID terminalId) {
        codes.voidCode(terminalId);
    }

    /** How far the enrolment of each terminal is that a code was ever made for. */
    public Map<UUID, EnrolmentView> all() {
        return codes.all();
    }

    /** How far a terminal's enrolment is. */
    public EnrolmentView of(UUID terminalId) {
        return codes.find(terminalId);
    }

    /**
     * Gives a till its secret for its code. What secrets the terminal had before end at once: whoever holds a till that
     * was replaced must not come in any more.
     *
     * @param address where the till calls from
     */
    public Answer redeem(TerminalCodes who, String code, String address) {
        // Counted before anything is looked at: a hundred tries at once would all pass a limit that counts afterwards.
        if (limit.count(address, clock.instant())) {
            return new TooMany();
        }
        Optional<String> hash = codes.openHash(who);
        Passwords.Look look = passwords.check(EnrolmentCode.plain(code), hash, address);
        if (look == Passwords.Look.NONE) {
            return new Busy();
        }
        Optional<Enrolled> enrolled =
                hash.flatMap(open -> codes.redeem(who, open, look == Passwords.Look.FITS, address));
        if (enrolled.isEmpty()) {
            refusedCallers.refuse(who, Refusal.ENROLMENT_REFUSED, address, () -> false);
            return new Refused();
        }
        return enrolled.get();
    }

    /** What becomes of a code that a till brings. */
    public sealed interface Answer {}

    /**
     * The till has its secret.
     *
     * @param terminal the terminal it is
     * @param secret its secret, never told again
     */
    public record Enrolled(TerminalView terminal, String secret) implements Answer {
        @Override
        public String toString() {
            return "Enrolled[" + terminal.id() + "]"; // never the secret
        }
    }

    /** Wrong, used, expired or void, or there is no such terminal: nobody is told which. */
    public record Refused() implements Answer {}

    /** Too many calls from this address in a minute. */
    public record TooMany() implements Answer {}

    /** Not looked at: too many codes and passwords wait to be looked at already. */
    public record Busy() implements Answer {}

    /**
     * A code, to be told once.
     *
     * @param code in two groups of four
     * @param expiresAt when it ends
     */
    public record MadeCode(String code, OffsetDateTime expiresAt) {
        @Override
        public String toString() {
            return "MadeCode[until " + expiresAt + "]"; // never the code
        }
    }

    /**
     * A terminal that was created.
     *
     * @param outcome what became of the request
     * @param terminal the terminal; null unless done
     * @param secret its secret, never told again; null when none was asked for
     * @param code its code; null unless done
     */
    public record Registered(Outcome outcome, TerminalView terminal, String secret, MadeCode code) {
        @Override
        public String toString() {
            return "Registered[" + outcome + ", " + terminal + "]"; // never the secret
        }
    }
}
