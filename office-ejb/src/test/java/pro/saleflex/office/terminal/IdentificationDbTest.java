package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.terminal.Identification.Identified;
import pro.saleflex.office.terminal.Identification.Refused;
import pro.saleflex.office.terminal.Terminals.Created;
import pro.saleflex.office.terminal.Terminals.Outcome;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.zone.StoreZone;

/** Identification of callers by secret, certificate or network, and the refusal of unknown ones. */
@DatabaseTest
class IdentificationDbTest {
    private static final String SHOP = "192.168.7.20";

    @Inject
    TestApplication app;

    @Inject
    Terminals terminals;

    @Inject
    StoreRef store;

    private Created create(String code, int number, String... trusted) {
        Created created = terminals.createTerminal(
                new TerminalSpec("O", store.storeCode(), code, number, null, List.of(trusted)));
        assertEquals(Outcome.DONE, created.outcome());
        return created;
    }

    private TerminalCodes codes(String code) {
        return new TerminalCodes("O", store.storeCode(), code);
    }

    private static Credential basic(String user, String secret) {
        return new Credential(Optional.of(user), Optional.of(secret), SHOP, false);
    }

    private static Credential bearer(String secret) {
        return new Credential(Optional.empty(), Optional.of(secret), SHOP, false);
    }

    private static Credential none(String peer, boolean forwarded) {
        return new Credential(Optional.empty(), Optional.empty(), peer, forwarded);
    }

    private void assertIdentified(String code, Credential credential) {
        Identified identified = assertInstanceOf(Identified.class, terminals.identify(codes(code), credential));
        assertEquals(code, identified.terminal().code());
        assertEquals(store, identified.terminal().store());
    }

    private Refused assertRefused(Refusal reason, TerminalCodes codes, Credential credential) {
        Refused refused = assertInstanceOf(Refused.class, terminals.identify(codes, credential));
        assertEquals(reason, refused.reason());
        assertFalse(refused.message().isBlank());
        return refused;
    }

    private void change(Created created, TerminalChange change) {
        assertEquals(
                Outcome.DONE,
                terminals
                        .changeTerminal(created.terminal().id(), change)
                        .orElseThrow()
                        .outcome());
    }

    private List<RefusedCaller> refused(String code) {
        return terminals.refusedCallers().stream()
                .filter(caller -> caller.codes().equals(codes(code)))
                .toList();
    }

    // Secrets

    @Test
    void aTerminalIsIdentifiedByItsSecretAsBasicPasswordOrToken() {
        Created one = create("POS-1", 1);

        assertIdentified("POS-1", basic("POS-1", one.secret()));
        assertIdentified("POS-1", bearer(one.secret()));
        Identified identified = (Identified) terminals.identify(codes("POS-1"), bearer(one.secret()));
        assertEquals(one.terminal().id(), identified.terminal().id());
        assertEquals(1, identified.terminal().number());
        assertEquals(
                StoreZone.of("Europe/London"), identified.terminal().store().zone());
        assertEquals("GBP", identified.terminal().store().currency());
    }

    @Test
    void aSecretHas256BitsAndOnlyItsHashIsStored() {
        Created one = create("POS-1", 1);
        Created other = create("POS-2", 2);

        assertEquals(32, Base64.getUrlDecoder().decode(one.secret()).length);
        assertNotEquals(one.secret(), other.secret());
        String row = "from terminal t where id = '" + one.terminal().id() + "'";
        assertEquals("t", app.value("select secret_sha256 = sha256('" + one.secret() + "') " + row));
        assertEquals("f", app.value("select to_jsonb(t)::text like '%" + one.secret() + "%' " + row));
        assertFalse(one.toString().contains(one.secret()));
        assertFalse(bearer(one.secret()).toString().contains(one.secret()));
    }

    @Test
    void aSecretIsValidForItsOwnTerminalOnly() {
        Created one = create("POS-1", 1);
        create("POS-2", 2);

        Refused refused = assertRefused(Refusal.SECRET_WRONG, codes("POS-2"), bearer(one.secret()));
        assertTrue(refused.message().contains("POS-2"), refused.message());
        assertRefused(Refusal.SECRET_WRONG, codes("POS-2"), basic("POS-2", one.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-2"), basic("POS-1", one.secret()));
    }

    @Test
    void theRightSecretWithAnotherUserIsRefused() {
        Created one = create("POS-1", 1);

        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), basic("POS-2", one.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), basic("", one.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), basic("pos-1", one.secret()));
    }

    @Test
    void aMissingSecretAndAWrongOneAreDifferentRefusals() {
        create("POS-1", 1);

        assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), none(SHOP, false));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer("wrong"));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(""));
    }

    @Test
    void theShopIsToldWhichCodesAreUnknown() {
        create("POS-1", 1, "10.78.0.0/16");

        Refused noStore = assertRefused(
                Refusal.UNKNOWN_STORE, new TerminalCodes("O", "nowhere", "POS-1"), none("10.78.0.1", false));
        assertTrue(noStore.message().contains("nowhere"), noStore.message());
        assertRefused(Refusal.UNKNOWN_STORE, new TerminalCodes("other", store.storeCode(), "POS-1"), none(SHOP, false));
        Refused noTerminal = assertRefused(Refusal.UNKNOWN_TERMINAL, codes("POS-9"), none("10.78.0.1", false));
        assertTrue(noTerminal.message().contains("POS-9"), noTerminal.message());
        assertRefused(Refusal.UNKNOWN_TERMINAL, codes("pos-1"), none(SHOP, false));
    }

    @Test
    void strangersGetTheSameAnswerWhateverIsWrong() {
        create("POS-1", 1);
        Created revoked = create("POS-2", 2);
        change(revoked, TerminalChange.revocation());
        Credential stranger = new Credential(Optional.empty(), Optional.of("guessed"), "2001:db8::7", false);
        Credential silent = none("2001:db8::7", false);

        Set<String> answers = Stream.of(
                        assertRefused(Refusal.UNKNOWN_STORE, new TerminalCodes("O", "nowhere", "POS-1"), stranger),
                        assertRefused(Refusal.UNKNOWN_TERMINAL, codes("POS-9"), stranger),
                        assertRefused(Refusal.UNKNOWN_TERMINAL, codes("POS-9"), silent),
                        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), stranger),
                        assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), silent),
                        assertRefused(Refusal.TERMINAL_REVOKED, codes("POS-2"), stranger),
                        assertRefused(Refusal.TERMINAL_REVOKED, codes("POS-2"), silent))
                .map(refused -> refused.disclosed() + " " + refused.message())
                .collect(Collectors.toSet());

        assertEquals(1, answers.size(), answers.toString());
        assertFalse(answers.toString().contains("POS"), answers.toString());
    }

    @Test
    void theShopIsToldWhatIsWrong() {
        Created one = create("POS-1", 1, "10.77.0.0/16");
        Created revoked = create("POS-2", 2);
        change(revoked, TerminalChange.revocation());
        Credential inTheShop = none("10.77.3.4", false);

        assertDisclosed(
                "nowhere", assertRefused(Refusal.UNKNOWN_STORE, new TerminalCodes("O", "nowhere", "X"), inTheShop));
        assertDisclosed("POS-9", assertRefused(Refusal.UNKNOWN_TERMINAL, codes("POS-9"), inTheShop));
        assertDisclosed("POS-2", assertRefused(Refusal.TERMINAL_REVOKED, codes("POS-2"), inTheShop));
        assertDisclosed("POS-2", assertRefused(Refusal.SECRET_REVOKED, codes("POS-2"), bearer(revoked.secret())));
        assertDisclosed("POS-9", assertRefused(Refusal.UNKNOWN_TERMINAL, codes("POS-9"), bearer(one.secret())));
        assertFalse(assertRefused(Refusal.UNKNOWN_TERMINAL, codes("POS-9"), none("10.77.3.4", true))
                .disclosed());
    }

    private static void assertDisclosed(String code, Refused refused) {
        assertTrue(refused.disclosed(), refused.toString());
        assertTrue(refused.message().contains(code), refused.message());
    }

    @Test
    void codesThatCannotExistAreUnknown() {
        assertRefused(
                Refusal.UNKNOWN_STORE, new TerminalCodes("a\u0000b", store.storeCode(), "POS-1"), none(SHOP, false));
        assertRefused(Refusal.UNKNOWN_TERMINAL, codes("\u0000"), none(SHOP, false));
        assertRefused(Refusal.UNKNOWN_TERMINAL, codes("x".repeat(100_000)), none(SHOP, false));
    }

    private Created rotate(Created created) {
        return terminals
                .changeTerminal(created.terminal().id(), TerminalChange.rotation())
                .orElseThrow();
    }

    @Test
    void afterARotationThePreviousSecretStaysValidForADay() {
        Created one = create("POS-1", 1);
        assertNull(one.terminal().previousValidUntil());

        Created rotated = rotate(one);

        assertEquals(
                app.clock().instant().plus(Duration.ofHours(24)),
                rotated.terminal().previousValidUntil().toInstant());
        assertIdentified("POS-1", bearer(rotated.secret()));
        app.clock().pass(Duration.ofHours(24).minusMillis(1));
        assertIdentified("POS-1", bearer(one.secret()));
        app.clock().pass(Duration.ofMillis(1));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(one.secret()));
        assertIdentified("POS-1", bearer(rotated.secret()));
        assertNull(terminals.find(one.terminal().id()).orElseThrow().previousValidUntil());
    }

    @Test
    void atMostTwoSecretsAreValid() {
        Created one = create("POS-1", 1);
        Created second = rotate(one);
        assertIdentified("POS-1", bearer(second.secret()));
        Created third = rotate(one);

        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(one.secret()));
        assertIdentified("POS-1", bearer(second.secret()));
        assertIdentified("POS-1", bearer(third.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), basic("POS-2", second.secret()));
    }

    /** Rotating twice, by a double click or after a lost response, must not cut off a terminal that sells. */
    @Test
    void theSecretInUseOutlastsTwoRotations() {
        Created one = create("POS-1", 1);
        assertIdentified("POS-1", bearer(one.secret()));

        List<Created> rotated = Concurrently.call(Collections.nCopies(2, (Callable<Created>) () -> rotate(one)));

        assertIdentified("POS-1", bearer(one.secret()));
        assertEquals(
                app.clock().instant().plus(Duration.ofHours(24)),
                terminals
                        .find(one.terminal().id())
                        .orElseThrow()
                        .previousValidUntil()
                        .toInstant());
        List<String> good = rotated.stream()
                .map(Created::secret)
                .filter(secret -> terminals.identify(codes("POS-1"), bearer(secret)) instanceof Identified)
                .toList();
        assertEquals(1, good.size(), "the latest replaces the one that nobody used");

        Created next = rotate(one);
        assertIdentified("POS-1", bearer(good.get(0)));
        assertIdentified("POS-1", bearer(next.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(one.secret()));
    }

    @Test
    void anAdministratorCanEndThePreviousSecret() {
        Created one = create("POS-1", 1);
        Created rotated = rotate(one);

        change(one, TerminalChange.endOfPrevious());

        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(one.secret()));
        assertIdentified("POS-1", bearer(rotated.secret()));
    }

    @Test
    void aRevocationEndsBothSecretsAndARotationRestoresNeither() {
        Created one = create("POS-1", 1);
        Created second = rotate(one);
        change(one, TerminalChange.revocation());
        assertRefused(Refusal.TERMINAL_REVOKED, codes("POS-1"), bearer(one.secret()));
        assertRefused(Refusal.SECRET_REVOKED, codes("POS-1"), bearer(second.secret()));

        Created third = rotate(one);

        assertNull(third.terminal().previousValidUntil());
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(one.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer(second.secret()));
        assertIdentified("POS-1", bearer(third.secret()));
    }

    // Certificates

    private static Credential withCertificate(String secret, String fingerprint) {
        return new Credential(
                Optional.empty(), Optional.ofNullable(secret), SHOP, false, Optional.ofNullable(fingerprint));
    }

    @Test
    void aTerminalBoundToACertificateMustAlsoPresentIt() {
        Created one = create("POS-1", 1, "192.168.7.0/24");
        String own = "ab".repeat(32);
        String other = "cd".repeat(32);
        assertIdentified("POS-1", withCertificate(one.secret(), other));
        change(one, TerminalChange.certificate(own.toUpperCase(java.util.Locale.ROOT)));

        assertEquals(own, terminals.find(one.terminal().id()).orElseThrow().certificateSha256());
        assertIdentified("POS-1", withCertificate(one.secret(), own));
        assertIdentified("POS-1", withCertificate(null, own));
        assertRefused(Refusal.CERTIFICATE_WRONG, codes("POS-1"), withCertificate(one.secret(), other));
        assertRefused(Refusal.CERTIFICATE_MISSING, codes("POS-1"), bearer(one.secret()));
        assertRefused(Refusal.CERTIFICATE_MISSING, codes("POS-1"), none(SHOP, false));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), withCertificate("wrong", own));

        change(one, TerminalChange.certificate(""));
        assertIdentified("POS-1", bearer(one.secret()));
    }

    @Test
    void aRevokedTerminalIsRefusedUntilARotationEvenInATrustedNetwork() {
        Created one = create("POS-1", 1, "192.168.7.0/24");
        assertIdentified("POS-1", none(SHOP, false));
        change(one, new TerminalChange(null, null, null, null, true, null, null));

        assertRefused(Refusal.SECRET_REVOKED, codes("POS-1"), bearer(one.secret()));
        assertRefused(Refusal.TERMINAL_REVOKED, codes("POS-1"), none(SHOP, false));
        assertRefused(Refusal.TERMINAL_REVOKED, codes("POS-1"), bearer("wrong"));
        assertFalse(terminals.all().stream()
                .filter(view -> view.id().equals(one.terminal().id()))
                .findFirst()
                .orElseThrow()
                .hasSecret());

        change(one, new TerminalChange(null, null, null, true, null, null, null));
        assertIdentified("POS-1", none(SHOP, false));
    }

    @Test
    void aBlockedTerminalIsIdentifiedAndItsUploadsAreAccepted() {
        Created one = create("POS-1", 1);
        change(one, new TerminalChange(true, false, null, null, null, null, null));

        Identified identified =
                assertInstanceOf(Identified.class, terminals.identify(codes("POS-1"), bearer(one.secret())));

        assertTrue(identified.terminal().blocked());
        assertFalse(identified.terminal().mayPull());
        assertEquals(
                new IntakeResult.Done(1, List.of()),
                app.bean(SalesIntake.class)
                        .accept(new HandOver(
                                identified.terminal(),
                                Source.REST,
                                List.of(Document.sale().text()),
                                java.util.Map.of())));
    }

    // Trusted networks

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.200.3, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.3/31, 10.1.2.2, true",
        "10.1.0.0/16, ::ffff:10.1.200.3, true",
        "127.0.0.0/8, 127.0.0.53, true",
        "::1/128, 0:0:0:0:0:0:0:1, true",
        "::1/128, 127.0.0.1, false",
        "127.0.0.0/8, ::1, false",
        "fd00::/8, fd12:3456::7, true",
        "fd00::/8, fd12:3456::7%eth0, true",
        "fd00::/8, fe80::1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false"
    })
    void aTrustedNetworkTrustsTheAddressesInItsRange(String range, String peer, boolean trusted) {
        create("POS-1", 1, "172.31.255.255", range);

        if (trusted) {
            assertIdentified("POS-1", none(peer, false));
        } else {
            assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), none(peer, false));
        }
    }

    @Test
    void aRequestThroughAProxyIsNeverTrusted() {
        Created one = create("POS-1", 1, "127.0.0.0/8", "::1/128");

        assertIdentified("POS-1", none("127.0.0.1", false));
        assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), none("127.0.0.1", true));
        assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), none("::1", true));
        assertIdentified("POS-1", new Credential(Optional.empty(), Optional.of(one.secret()), "127.0.0.1", true));
    }

    @Test
    void aWrongSecretIsRefusedEvenInATrustedNetwork() {
        create("POS-1", 1, "192.168.7.0/24");

        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer("wrong"));
    }

    @Test
    void trustIsPerTerminalVisibleAndRevocableAtOnce() {
        Created trusted = create("POS-1", 1, "192.168.7.0/24");
        Created other = create("POS-2", 2);

        assertEquals(List.of("192.168.7.0/24"), trusted.terminal().trustedNetworks());
        assertEquals(List.of(), other.terminal().trustedNetworks());
        assertIdentified("POS-1", none(SHOP, false));
        assertRefused(Refusal.SECRET_MISSING, codes("POS-2"), none(SHOP, false));

        change(trusted, new TerminalChange(null, null, List.of(), null, null, null, null));
        change(other, new TerminalChange(null, null, List.of("192.168.7.20"), null, null, null, null));
        assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), none(SHOP, false));
        assertIdentified("POS-2", none(SHOP, false));
    }

    @Test
    void aChangeByAnotherServerShowsAfterTwoSeconds() {
        Created one = create("POS-1", 1);
        assertIdentified("POS-1", bearer(one.secret()));
        app.tamper("update terminal set blocked = true where id = '"
                + one.terminal().id() + "'");

        app.clock().pass(Duration.ofSeconds(2));

        assertTrue(((Identified) terminals.identify(codes("POS-1"), bearer(one.secret())))
                .terminal()
                .blocked());
    }

    // Failures

    @Test
    void tooManyFailuresAreRefusedWhileTheRightSecretStillPasses() {
        Created one = create("POS-1", 1);
        Created other = create("POS-2", 2);
        for (int i = 0; i < 10; i++) {
            assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer("wrong"));
        }

        assertRefused(Refusal.TOO_MANY_FAILURES, codes("POS-1"), bearer("wrong"));
        assertRefused(Refusal.TOO_MANY_FAILURES, codes("POS-1"), none(SHOP, false));
        assertIdentified("POS-1", bearer(one.secret()));
        assertIdentified("POS-2", bearer(other.secret()));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-2"), bearer("wrong"));

        app.clock().pass(Duration.ofMinutes(1));
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer("wrong"));
    }

    @Test
    void refusedCallersAreRecordedWithReasonAndCount() {
        create("POS-1", 1);
        OffsetDateTime first = app.clock().instant().atOffset(java.time.ZoneOffset.UTC);
        assertRefused(Refusal.SECRET_WRONG, codes("POS-1"), bearer("wrong"));
        app.clock().pass(Duration.ofSeconds(5));
        terminals.identify(
                codes("POS-1"), new Credential(Optional.empty(), Optional.of("wrong again"), "192.168.7.21", false));
        app.clock().pass(Duration.ofSeconds(5));
        assertRefused(Refusal.SECRET_MISSING, codes("POS-1"), none(SHOP, false));

        List<RefusedCaller> kept = refused("POS-1");

        assertEquals(
                List.of(Refusal.SECRET_MISSING, Refusal.SECRET_WRONG),
                kept.stream().map(RefusedCaller::reason).toList(),
                "the latest first");
        RefusedCaller wrong = kept.get(1);
        assertEquals(2, wrong.times());
        assertEquals("192.168.7.21", wrong.peer());
        assertEquals(first, wrong.firstAt());
        assertEquals(first.plusSeconds(5), wrong.lastAt());
        assertEquals(1, kept.get(0).times());
    }

    @Test
    void failuresOverTheLimitAreNotRecorded() {
        create("POS-1", 1);
        for (int i = 0; i < 30; i++) {
            terminals.identify(codes("POS-1"), bearer("wrong"));
        }

        assertEquals(
                List.of(10L),
                refused("POS-1").stream().map(RefusedCaller::times).toList());
    }

    @Test
    void codesOfStrangersAreShortenedAndPutOnOneLine() {
        TerminalCodes codes = new TerminalCodes("x".repeat(500), "line\nbreak", "tab\there");
        Refused refused = assertInstanceOf(Refused.class, terminals.identify(codes, none(SHOP, false)));

        assertTrue(refused.message().length() < 400, refused.message());
        assertFalse(refused.message().contains("\n"));
        assertEquals(
                "100",
                app.value("select length(office_code) from refused_caller where store_code = 'line?break'"
                        + " and terminal_code = 'tab?here'"));
    }

    @Test
    void concurrentFailuresAreAllCounted() {
        create("POS-1", 1);

        List<Identification> answers = Concurrently.call(Collections.nCopies(
                8, (Callable<Identification>) () -> terminals.identify(codes("POS-1"), bearer("wrong"))));

        assertTrue(answers.stream().allMatch(Refused.class::isInstance));
        assertEquals(
                List.of(8L), refused("POS-1").stream().map(RefusedCaller::times).toList());
    }
}
