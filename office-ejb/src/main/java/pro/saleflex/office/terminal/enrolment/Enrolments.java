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
 * Enrolment, which gives a terminal its secret: a manager issues a one-time code, and the terminal redeems it within 15
 * minutes and gets its secret once.
 *
 * <p>A code can be used once, even if two terminals or two servers try at the same time. Five failures void it. The
 * rate limit per address is in this server's memory; everything else is in the database and applies to all servers
 * together. Whoever fails cannot learn whether store, terminal or code exist: the answer is always the same, after the
 * same work.
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
     * Creates a terminal and issues its code.
     *
     * @param actor the portal user
     * @param withSecret also makes a secret, for a caller that can pass it on
     * @return the outcome and, if it was created, the terminal with its code
     * @throws IllegalArgumentException the specification is invalid, see {@link TerminalSpec#fault()}
     */
    public Registered register(String actor, TerminalSpec spec, boolean withSecret) {
        return codes.register(actor, spec, withSecret);
    }

    /**
     * Issues a code for a terminal and voids the former one. The terminal's secret stays valid until the code is
     * redeemed.
     *
     * @param actor the portal user
     * @return the code; empty if there is no such terminal
     */
    public Optional<IssuedCode> issueCode(String actor, UUID terminalId) {
        return codes.issue(actor, terminalId);
    }

    /** Voids a terminal's open code, for example when its secret is revoked. */
    public void voidCode(UUID terminalId) {
        codes.voidCode(terminalId);
    }

    /** Returns the enrolments of all terminals for which a code was ever issued, by terminal id. */
    public Map<UUID, EnrolmentView> all() {
        return codes.all();
    }

    /** Returns a terminal's enrolment. */
    public EnrolmentView of(UUID terminalId) {
        return codes.find(terminalId);
    }

    /**
     * Redeems a code: gives the terminal its secret. Ends the terminal's former secrets at once, so that a replaced
     * machine cannot call any more.
     *
     * @param address the address that the terminal calls from
     */
    public Answer redeem(TerminalCodes terminal, String code, String address) {
        // Counts before it checks: a hundred attempts at once would all pass a limit that counts afterwards.
        if (limit.count(address, clock.instant())) {
            return new TooMany();
        }
        Optional<String> hash = codes.openHash(terminal);
        Passwords.Match check = passwords.check(EnrolmentCode.plain(code), hash, address);
        if (check == Passwords.Match.NONE) {
            return new Busy();
        }
        Optional<Enrolled> enrolled =
                hash.flatMap(open -> codes.redeem(terminal, open, check == Passwords.Match.RIGHT, address));
        if (enrolled.isEmpty()) {
            refusedCallers.refuse(terminal, Refusal.ENROLMENT_REFUSED, address, () -> false);
            return new Refused();
        }
        return enrolled.get();
    }

    /** The result of redeeming a code. */
    public sealed interface Answer {}

    /**
     * The terminal is enrolled.
     *
     * @param terminal the terminal
     * @param secret its secret, never shown again
     */
    public record Enrolled(TerminalView terminal, String secret) implements Answer {
        @Override
        public String toString() {
            return "Enrolled[" + terminal.id() + "]"; // never the secret
        }
    }

    /** The code is wrong, used, expired or void, or the terminal does not exist; the caller does not learn which. */
    public record Refused() implements Answer {}

    /** Too many calls from this address in a minute. */
    public record TooMany() implements Answer {}

    /** Not checked, because too many codes and passwords are already waiting for a check. */
    public record Busy() implements Answer {}

    /**
     * An issued code, to be shown once.
     *
     * @param code in two groups of four characters
     * @param expiresAt when it expires
     */
    public record IssuedCode(String code, OffsetDateTime expiresAt) {
        @Override
        public String toString() {
            return "IssuedCode[until " + expiresAt + "]"; // never the code
        }
    }

    /**
     * A terminal that was created.
     *
     * @param outcome the outcome of the request
     * @param terminal the terminal; null unless done
     * @param secret its secret, never shown again; null if none was requested
     * @param code its code; null unless done
     */
    public record Registered(Outcome outcome, TerminalView terminal, String secret, IssuedCode code) {
        @Override
        public String toString() {
            return "Registered[" + outcome + ", " + terminal + "]"; // never the secret
        }
    }
}
