package pro.saleflex.office.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.account.UserAccounts.Made;
import pro.saleflex.office.account.UserAccounts.Outcome;
import pro.saleflex.office.schema.SchemaReady;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Concurrently;

@DatabaseTest(
        settings = {
            "saleflex.office.admin.password=made up by the launcher",
            "saleflex.office.admin.password.made.up=true"
        })
class PortalUsersDbTest {
    private static final String FIRST = "made up by the launcher";
    private static final String CHOSEN = "nine purple umbrellas";
    private static final String OFFICE = "192.168.1.5";

    @Inject
    TestApplication house;

    @Inject
    PortalUsers users;

    @Inject
    UserAccounts accounts;

    @Inject
    Kiosks kiosks;

    @Inject
    StoreRef store;

    private static int made;

    private static UserSpec viewer(String name, StoreRef... stores) {
        Set<UUID> ids = Set.copyOf(List.of(stores).stream().map(StoreRef::id).toList());
        return new UserSpec(name, Role.VIEWER, stores.length == 0, ids, false);
    }

    /** A user with a chosen password. */
    private String user(StoreRef... stores) {
        String name = "user" + ++made;
        String password = accounts.create("admin", viewer(name, stores)).password();
        assertEquals(Optional.empty(), users.changePassword(name, password, CHOSEN, OFFICE));
        return name;
    }

    private Optional<UserView> signIn(String name, String password) {
        return users.authenticate(name, password, OFFICE).user();
    }

    @Test
    void aMadeUpPasswordServesOnceAndNeverReplacesTheChosenOne() {
        users.firstAdministrator(new SchemaReady());
        assertTrue(signIn("admin", FIRST).orElseThrow().mustChangePassword());

        assertEquals(Optional.empty(), users.changePassword("admin", FIRST, CHOSEN, OFFICE));
        users.firstAdministrator(new SchemaReady());

        assertEquals(Optional.empty(), signIn("admin", FIRST));
        assertFalse(signIn("admin", CHOSEN).orElseThrow().mustChangePassword());
    }

    @Test
    void aNewUserHasAMadeUpPasswordAndItsStores() {
        String name = "user" + ++made;
        Made answer = accounts.create("admin", viewer(name, store));

        UserView user = signIn(name, answer.password()).orElseThrow();
        assertTrue(user.mustChangePassword());
        assertTrue(user.sees(store.id()));
        assertFalse(user.sees(house.store().id()));
        assertFalse(answer.toString().contains(answer.password()));
        assertEquals(
                "admin|user.create",
                house.value("select actor || '|' || action from audit_trail where subject = '" + name + "'"));
    }

    @Test
    void anAdministratorSeesAllStores() {
        String name = "user" + ++made;
        accounts.create("admin", new UserSpec(name, Role.ADMIN, false, Set.of(), false));

        assertTrue(users.current(name).orElseThrow().sees(store.id()));
    }

    @Test
    void namesAreCheckedAndTakenOnce() {
        String name = user();

        assertEquals(Outcome.TAKEN, accounts.create("admin", viewer(name)).outcome());
        assertEquals(Outcome.BAD_NAME, accounts.create("admin", viewer("a:b")).outcome());
        assertEquals(Outcome.UNKNOWN, accounts.change("admin", viewer("nobody")));
        assertEquals(Outcome.UNKNOWN, accounts.resetPassword("admin", "nobody").outcome());
    }

    @Test
    void ofSeveralAtOnceOneGetsTheName() {
        String name = "user" + ++made;
        List<Outcome> outcomes = Concurrently.call(Collections.nCopies(4, (Callable<Outcome>)
                () -> accounts.create("admin", viewer(name, store)).outcome()));
        assertEquals(1, Collections.frequency(outcomes, Outcome.DONE));
        assertEquals(3, Collections.frequency(outcomes, Outcome.TAKEN));

        assertEquals(
                List.of(Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.DONE),
                Concurrently.call(Collections.nCopies(
                        4, (Callable<Outcome>) () -> accounts.change("admin", viewer(name, store)))));

        String screen = "screen" + ++made;
        assertEquals(
                1,
                Concurrently.call(Collections.nCopies(
                                4, (Callable<Optional<String>>) () -> kiosks.create("admin", screen, null)))
                        .stream()
                        .filter(Optional::isPresent)
                        .count());
        kiosks.remove("admin", screen);
    }

    @Test
    void aNameThatNobodyCanHaveIsNobodys() {
        for (String name : new String[] {"a\u0000b", "", "x".repeat(100_000)}) {
            assertEquals(Optional.empty(), signIn(name, CHOSEN));
            assertEquals(Optional.empty(), users.current(name));
            assertEquals(Optional.empty(), accounts.find(name));
        }
    }

    @Test
    void aBlockedUserIsOutAtOnce() {
        String name = user();
        int before = users.current(name).orElseThrow().generation();

        accounts.change("admin", new UserSpec(name, Role.VIEWER, true, Set.of(), true));
        assertEquals(Optional.empty(), users.current(name));
        assertEquals(Optional.empty(), signIn(name, CHOSEN));

        accounts.change("admin", viewer(name));
        assertTrue(users.current(name).orElseThrow().generation() > before, "sessions of before stay over");
    }

    @Test
    void anAdministratorCannotLockItselfOut() {
        UserSpec blocked = new UserSpec("admin", Role.ADMIN, true, Set.of(), true);
        UserSpec degraded = new UserSpec("admin", Role.VIEWER, true, Set.of(), false);

        assertEquals(Outcome.ONESELF, accounts.change("admin", blocked));
        assertEquals(Outcome.ONESELF, accounts.change("admin", degraded));
    }

    @Test
    void aResetPasswordEndsTheOldOne() {
        String name = user();
        Made reset = accounts.resetPassword("admin", name);

        assertEquals(Optional.empty(), signIn(name, CHOSEN));
        assertTrue(signIn(name, reset.password()).orElseThrow().mustChangePassword());
    }

    @Test
    void whoFailsTooOftenWaitsButNobodyElse() {
        String name = user();
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            assertEquals(Optional.empty(), signIn(name, "wrong"));
        }

        assertEquals(
                Duration.ofSeconds(2), users.authenticate(name, CHOSEN, OFFICE).pause());
        assertTrue(users.authenticate(name, CHOSEN, "192.168.1.6").user().isPresent());
        house.clock().pass(Duration.ofSeconds(2));
        assertTrue(signIn(name, CHOSEN).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "too short, TOO_SHORT",
        "password1234, COMMON",
        "Administrator!, COMMON",
        "aaaaaaaaaaaaaaaa, COMMON",
        "123123123123, COMMON",
        "nine purple umbrellas, SAME"
    })
    void weakPasswordsAreRefused(String password, PasswordFault fault) {
        assertEquals(Optional.of(fault), users.changePassword(user(), CHOSEN, password, OFFICE));
    }

    @Test
    void theNameIsNoPassword() {
        String name = "bartholomew" + ++made;
        String password = accounts.create("admin", viewer(name)).password();

        assertEquals(
                Optional.of(PasswordFault.LIKE_THE_NAME),
                users.changePassword(name, password, name.toUpperCase(Locale.ROOT) + "1", OFFICE));
        assertEquals(
                Optional.of(PasswordFault.WRONG), users.changePassword(name, "wrong", "seven green lamps", OFFICE));
    }

    @Test
    void theLanguageIsKept() {
        String name = user();
        users.language(name, Locale.forLanguageTag("tr"));

        assertEquals(
                Optional.of(Locale.forLanguageTag("tr")),
                users.current(name).orElseThrow().language());
    }

    @Test
    void aScreenEntersByItsTokenUntilItIsRemoved() {
        String token = kiosks.create("admin", "wall", store.id()).orElseThrow();
        UserView screen = kiosks.enter(token).orElseThrow();

        assertEquals(Role.KIOSK, screen.role());
        assertTrue(screen.sees(store.id()));
        assertFalse(screen.sees(UUID.randomUUID()));
        assertEquals(Optional.of(screen), kiosks.current(screen.name()));
        assertEquals(Optional.empty(), kiosks.create("admin", "wall", null), "the name is taken");
        assertEquals(1, kiosks.all().size());
        assertFalse(house.value("select kiosk::text from kiosk").contains(token));

        kiosks.remove("admin", "wall");
        assertEquals(Optional.empty(), kiosks.enter(token));
        assertEquals(Optional.empty(), kiosks.current(screen.name()));
        assertEquals(Optional.empty(), users.current(screen.name()));
    }
}
