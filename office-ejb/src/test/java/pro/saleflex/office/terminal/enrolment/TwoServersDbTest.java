package pro.saleflex.office.terminal.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import pro.saleflex.office.terminal.enrolment.Enrolments.Answer;
import pro.saleflex.office.terminal.enrolment.Enrolments.Enrolled;
import pro.saleflex.office.terminal.enrolment.Enrolments.Registered;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.TestApplication;

/** Two servers on one database, each with its own cache. */
class TwoServersDbTest {
    private TestApplication one;
    private TestApplication other;
    private StoreRef store;
    private Registered till;

    @BeforeEach
    void open(@TempDir Path home) {
        Database database = Database.create();
        one = new TestApplication(home, Map.of(), database);
        other = new TestApplication(home, Map.of(), database);
        store = one.store();
        till = one.bean(Enrolments.class)
                .register("anna", new TerminalSpec("O", store.storeCode(), "POS-1", 1, null, null), true);
    }

    @AfterEach
    void close() {
        other.close();
        one.close();
    }

    private TerminalCodes codes() {
        return new TerminalCodes("O", store.storeCode(), "POS-1");
    }

    private Identification identify(TestApplication server, String secret) {
        return server.bean(Terminals.class)
                .identify(codes(), new Credential(Optional.empty(), Optional.of(secret), "10.0.0.1", false));
    }

    private void pass(Duration duration) {
        one.clock().pass(duration);
        other.clock().pass(duration);
    }

    @Test
    void aRevocationOnOneAppliesOnTheOtherWithinFiveSeconds() {
        assertInstanceOf(Identified.class, identify(other, till.secret()), "records its first use");
        assertInstanceOf(Identified.class, identify(other, till.secret()), "read again, and cached");
        one.bean(Terminals.class).changeTerminal(till.terminal().id(), TerminalChange.revocation());
        assertEquals(Refusal.SECRET_REVOKED, ((Refused) identify(one, till.secret())).reason(), "at once here");
        assertInstanceOf(Identified.class, identify(other, till.secret()), "still cached");

        pass(Duration.ofSeconds(2));

        assertEquals(Refusal.SECRET_REVOKED, ((Refused) identify(other, till.secret())).reason());
    }

    /** The terminal's first call may reach the other server within a second. */
    @Test
    void aSecretIssuedByOneIsAcceptedByTheOtherAtOnce() {
        assertInstanceOf(Identified.class, identify(other, till.secret()));
        Enrolled enrolled = assertInstanceOf(
                Enrolled.class,
                one.bean(Enrolments.class).redeem(codes(), till.code().code(), "10.0.0.1"));

        pass(Duration.ofMillis(200));

        assertInstanceOf(Identified.class, identify(other, enrolled.secret()));
        assertInstanceOf(Refused.class, identify(other, till.secret()), "the former secret has ended there, too");
    }

    @Test
    void aCodeIsAcceptedByOneOfThemOnly() {
        List<Answer> answers = Concurrently.call(List.<Callable<Answer>>of(
                () -> one.bean(Enrolments.class).redeem(codes(), till.code().code(), "10.0.0.1"),
                () -> other.bean(Enrolments.class).redeem(codes(), till.code().code(), "10.0.0.2")));

        assertEquals(1, answers.stream().filter(Enrolled.class::isInstance).count());
    }

    @Test
    void failuresOnBothAreAddedUp() {
        for (int i = 0; i < 5; i++) {
            TestApplication server = i % 2 == 0 ? one : other;
            server.bean(Enrolments.class).redeem(codes(), "AAAAAAAA", "10.0.0.1");
        }

        assertEquals(
                EnrolmentState.LOCKED,
                other.bean(Enrolments.class).of(till.terminal().id()).state());
    }
}
