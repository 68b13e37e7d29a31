package pro.saleflex.office.terminal.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.terminal.Credential;
import pro.saleflex.office.terminal.Identification;
import pro.saleflex.office.terminal.Identification.Identified;
import pro.saleflex.office.terminal.Identification.Refused;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.Terminals.Outcome;
import pro.saleflex.office.terminal.enrolment.Enrolments.Answer;
import pro.saleflex.office.terminal.enrolment.Enrolments.Enrolled;
import pro.saleflex.office.terminal.enrolment.Enrolments.IssuedCode;
import pro.saleflex.office.terminal.enrolment.Enrolments.Registered;
import pro.saleflex.office.terminal.enrolment.Enrolments.TooMany;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest
class EnrolmentsDbTest {
    private static final Answer REFUSED = new Enrolments.Refused();

    @Inject
    TestApplication app;

    @Inject
    Enrolments enrolments;

    @Inject
    Terminals terminals;

    @Inject
    StoreRef store;

    private int calls;

    private Registered register(String code, int number, boolean withSecret) {
        TerminalSpec spec = new TerminalSpec("O", store.storeCode(), code, number, null, null);
        return enrolments.register("anna", spec, withSecret);
    }

    private TerminalCodes codes(String terminal) {
        return new TerminalCodes("O", store.storeCode(), terminal);
    }

    /** Each call comes from a different address, so that the limit per address does not interfere. */
    private Answer redeem(String terminal, String code) {
        return enrolments.redeem(
                codes(terminal), code, "10.0." + store.storeCode().substring(1) + "." + ++calls);
    }

    private Enrolled enrolled(String terminal, IssuedCode code) {
        return assertInstanceOf(Enrolled.class, redeem(terminal, code.code()));
    }

    private Identification identify(String terminal, String secret) {
        return terminals.identify(
                codes(terminal), new Credential(Optional.of(terminal), Optional.of(secret), "10.0.0.1", false));
    }

    private EnrolmentState state(Registered till) {
        return enrolments.of(till.terminal().id()).state();
    }

    private String audited(String action, String terminal) {
        return app.value(
                "select string_agg(actor || ': ' || detail, '; ' order by id) from audit_trail where action = '"
                        + action + "' and subject = 'O/" + store.storeCode() + "/" + terminal + "'");
    }

    private static String wrong(IssuedCode right) {
        char other = right.code().charAt(0) == 'A' ? 'C' : 'A';
        return other + right.code().substring(1);
    }

    @Test
    void aTillGetsItsSecretForItsCodeOnce() {
        Registered till = register("POS-1", 1, false);
        assertEquals(Outcome.DONE, till.outcome());
        assertNull(till.secret());
        assertFalse(till.terminal().hasSecret());
        assertTrue(till.code().code().matches("[A-Z2-9]{4}-[A-Z2-9]{4}"));
        assertEquals(
                app.clock().instant().plus(Duration.ofMinutes(15)),
                till.code().expiresAt().toInstant());
        assertEquals(EnrolmentState.WAITING, state(till));

        Enrolled enrolled = enrolled("POS-1", till.code());

        assertEquals(1, enrolled.terminal().number());
        assertInstanceOf(Identified.class, identify("POS-1", enrolled.secret()));
        assertEquals(REFUSED, redeem("POS-1", till.code().code()), "a code is used once");
        assertEquals(EnrolmentState.ENROLLED, state(till));
        assertFalse(enrolled.toString().contains(enrolled.secret()));
        assertFalse(till.toString().contains(till.code().code()));
    }

    @Test
    void theCodeIsAcceptedHoweverItIsTyped() {
        Registered till = register("POS-1", 1, false);
        String typed = " " + till.code().code().toLowerCase(Locale.ROOT).replace("-", " ") + "-";

        assertInstanceOf(Enrolled.class, redeem("POS-1", typed));
    }

    @Test
    void aCodeIsValidForItsOwnTerminalOnly() {
        Registered one = register("POS-1", 1, false);
        Registered other = register("POS-2", 2, false);

        assertEquals(REFUSED, redeem("POS-2", one.code().code()));
        assertEquals(REFUSED, redeem("POS-3", one.code().code()));
        assertEquals(
                REFUSED,
                enrolments.redeem(
                        new TerminalCodes("O", "nowhere", "POS-1"), one.code().code(), "10.9.9.1"));
        enrolled("POS-1", one.code());
        enrolled("POS-2", other.code());
    }

    @Test
    void aCodeExpiresAfterFifteenMinutes() {
        Registered early = register("POS-1", 1, false);
        Registered late = register("POS-2", 2, false);
        app.clock().pass(Duration.ofMinutes(15).minusMillis(1));
        enrolled("POS-1", early.code());

        app.clock().pass(Duration.ofMillis(1));
        assertEquals(REFUSED, redeem("POS-2", late.code().code()));
        assertEquals(EnrolmentState.EXPIRED, state(late));
        assertNull(audited("enrolment.fail", "POS-2"), "an expired code counts no failure");
    }

    @Test
    void aNewCodeVoidsTheFormerOne() {
        Registered till = register("POS-1", 1, false);
        IssuedCode fresh = enrolments.issueCode("bob", till.terminal().id()).orElseThrow();
        assertNotEquals(till.code().code(), fresh.code());

        assertEquals(REFUSED, redeem("POS-1", till.code().code()));
        enrolled("POS-1", fresh);
        assertEquals(Optional.empty(), enrolments.issueCode("bob", UUID.randomUUID()));
    }

    @Test
    void fiveFailuresVoidTheCodeAndANewOneWorks() {
        Registered till = register("POS-1", 1, false);
        for (int i = 1; i <= 4; i++) {
            assertEquals(REFUSED, redeem("POS-1", wrong(till.code())));
            assertEquals(i, enrolments.of(till.terminal().id()).failures());
        }
        assertEquals(EnrolmentState.WAITING, state(till));
        assertEquals(REFUSED, redeem("POS-1", wrong(till.code())));
        assertEquals(EnrolmentState.LOCKED, state(till));
        assertEquals(REFUSED, redeem("POS-1", till.code().code()), "the right one is void too");
        assertEquals(5, enrolments.of(till.terminal().id()).failures());

        IssuedCode fresh = enrolments.issueCode("anna", till.terminal().id()).orElseThrow();
        assertEquals(EnrolmentState.WAITING, state(till));
        assertEquals(0, enrolments.of(till.terminal().id()).failures());
        enrolled("POS-1", fresh);
    }

    @Test
    void fourFailuresDoNotLockTheTillOut() {
        Registered till = register("POS-1", 1, false);
        for (int i = 0; i < 4; i++) {
            redeem("POS-1", wrong(till.code()));
        }

        enrolled("POS-1", till.code());
    }

    @Test
    void ofConcurrentCallsWithOneCodeOneIsEnrolled() {
        for (int round = 1; round <= 5; round++) {
            String name = "POS-" + round;
            Registered till = register(name, round, false);

            List<Answer> answers = Concurrently.call(Collections.nCopies(
                    4, (Callable<Answer>) () -> redeem(name, till.code().code())));

            assertEquals(1, answers.stream().filter(Enrolled.class::isInstance).count());
            String secret = answers.stream()
                    .filter(Enrolled.class::isInstance)
                    .map(answer -> ((Enrolled) answer).secret())
                    .findFirst()
                    .orElseThrow();
            assertInstanceOf(Identified.class, identify(name, secret));
        }
    }

    @Test
    void concurrentFailuresAreAllCounted() {
        Registered till = register("POS-1", 1, false);

        Concurrently.call(Collections.nCopies(5, (Callable<Answer>) () -> redeem("POS-1", wrong(till.code()))));

        assertEquals(EnrolmentState.LOCKED, state(till));
    }

    @Test
    void ofTwoCodesIssuedAtOnceOneIsValid() {
        UUID id = app.terminal(store, 1).id();

        List<IssuedCode> made = Concurrently.call(Collections.nCopies(
                2, (Callable<IssuedCode>) () -> enrolments.issueCode("anna", id).orElseThrow()));

        long good = made.stream()
                .map(code -> redeem("POS-1", code.code()))
                .filter(Enrolled.class::isInstance)
                .count();
        assertEquals(1, good);
    }

    @Test
    void enrollingEndsTheFormerSecretsAtOnce() {
        Registered till = register("POS-1", 1, true);
        UUID id = till.terminal().id();
        String rotated = terminals
                .changeTerminal(id, TerminalChange.rotation())
                .orElseThrow()
                .secret();
        assertInstanceOf(Identified.class, identify("POS-1", till.secret()));
        assertInstanceOf(Identified.class, identify("POS-1", rotated), "issuing a code ends no secret");

        Enrolled enrolled = enrolled("POS-1", till.code());

        assertInstanceOf(Refused.class, identify("POS-1", till.secret()));
        assertInstanceOf(Refused.class, identify("POS-1", rotated));
        assertInstanceOf(Identified.class, identify("POS-1", enrolled.secret()));
        assertNull(enrolled.terminal().previousValidUntil());
    }

    @Test
    void aRevokedOrBlockedTillCanEnrol() {
        Registered till = register("POS-1", 1, true);
        UUID id = till.terminal().id();
        terminals.changeTerminal(id, TerminalChange.revocation());
        terminals.changeTerminal(id, TerminalChange.block(true));

        Enrolled enrolled = enrolled("POS-1", till.code());

        Identified identified = assertInstanceOf(Identified.class, identify("POS-1", enrolled.secret()));
        assertTrue(identified.terminal().blocked());
    }

    @Test
    void aVoidedCodeIsRefused() {
        Registered till = register("POS-1", 1, true);

        enrolments.voidCode(till.terminal().id());
        enrolments.voidCode(UUID.randomUUID());

        assertEquals(REFUSED, redeem("POS-1", till.code().code()));
        assertEquals(EnrolmentState.EXPIRED, state(till));
    }

    @Test
    void anAddressMayCallTenTimesAMinute() {
        Registered till = register("POS-1", 1, false);
        String address = "172.16." + store.storeCode().substring(1) + ".1";
        for (int i = 0; i < 10; i++) {
            assertEquals(REFUSED, enrolments.redeem(codes("POS-9"), "AAAAAAAA", address));
        }

        assertEquals(
                new TooMany(), enrolments.redeem(codes("POS-1"), till.code().code(), address));
        assertEquals(EnrolmentState.WAITING, state(till));
        app.clock().pass(Duration.ofMinutes(1));
        assertInstanceOf(
                Enrolled.class, enrolments.redeem(codes("POS-1"), till.code().code(), address));
    }

    @Test
    void everythingIsAuditedWithoutCodesAndSecrets() {
        Registered till = register("POS-1", 1, true);
        for (int i = 0; i < 5; i++) {
            redeem("POS-1", wrong(till.code()));
        }
        IssuedCode fresh = enrolments.issueCode("bob", till.terminal().id()).orElseThrow();
        Enrolled enrolled =
                assertInstanceOf(Enrolled.class, enrolments.redeem(codes("POS-1"), fresh.code(), "10.1.2.3"));

        assertEquals("anna: number 1", audited("terminal.create", "POS-1"));
        assertEquals(
                "anna: valid until " + till.code().expiresAt().toInstant() + "; bob: valid until "
                        + fresh.expiresAt().toInstant(),
                audited("enrolment.code", "POS-1"));
        assertEquals(5, audited("enrolment.fail", "POS-1").split("; ", -1).length);
        assertTrue(audited("enrolment.lock", "POS-1").endsWith("failure 5 of 5"));
        assertEquals("terminal POS-1: from 10.1.2.3", audited("enrolment.redeem", "POS-1"));
        assertTrue(terminals.refusedCallers().stream()
                .anyMatch(caller -> caller.reason() == Refusal.ENROLMENT_REFUSED
                        && caller.codes().equals(codes("POS-1"))));
        for (String secret : List.of(
                till.code().code().replace("-", ""), fresh.code().replace("-", ""), enrolled.secret(), till.secret())) {
            assertEquals(
                    "0",
                    app.value("select count(*) from audit_trail a where to_jsonb(a)::text like '%" + secret + "%'"));
        }
    }

    @Test
    void anyInputFromStrangersIsRefused() {
        assertEquals(REFUSED, enrolments.redeem(new TerminalCodes("O\0", "S", "P"), "\0", "10.8.8.8"));
        assertEquals(REFUSED, enrolments.redeem(new TerminalCodes("", "", ""), "", "10.8.8.8"));
        assertEquals(
                REFUSED,
                enrolments.redeem(new TerminalCodes("x".repeat(9_999), "ü", "💶"), "x".repeat(99), "10.8.8.8"));
    }

    @Test
    void aTakenCodeOrNumberIssuesNoCode() {
        register("POS-1", 1, false);

        Registered again = register("POS-1", 2, false);

        assertEquals(Outcome.TAKEN, again.outcome());
        assertNull(again.code());
        assertEquals(EnrolmentView.NONE, enrolments.of(UUID.randomUUID()));
        assertTrue(enrolments.all().values().stream().anyMatch(view -> view.state() == EnrolmentState.WAITING));
    }
}
