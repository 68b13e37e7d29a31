package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator may create and change. */
class SpecTest {
    private static final String LONG = "x".repeat(101);

    @ParameterizedTest
    @CsvSource({
        "O, S, Corner shop, Europe/London, GBP",
        "OFFICE-001, STORE-001, Bakkal, Europe/Istanbul, TRY",
        "1, 2, 3, UTC, EUR"
    })
    void acceptsAStore(String office, String store, String name, String zone, String currency) {
        assertEquals(Optional.empty(), new StoreSpec(office, store, name, zone, currency).fault());
    }

    @ParameterizedTest
    @CsvSource({
        ", S, N, UTC, EUR, office_code is missing or blank.",
        "' ', S, N, UTC, EUR, office_code is missing or blank.",
        "O, , N, UTC, EUR, store_code is missing or blank.",
        "O, S, '', UTC, EUR, name is missing or blank.",
        "O, S, N, , EUR, 'time_zone must be an IANA zone such as Europe/London, not: null'",
        "O, S, N, London, EUR, 'time_zone must be an IANA zone such as Europe/London, not: London'",
        "O, S, N, Europe/Atlantis, EUR, 'time_zone must be an IANA zone such as Europe/London, not: Europe/Atlantis'",
        "O, S, N, UTC, , 'currency must be an ISO 4217 code such as GBP, not: null'",
        "O, S, N, UTC, eur, 'currency must be an ISO 4217 code such as GBP, not: eur'",
        "O, S, N, UTC, EURO, 'currency must be an ISO 4217 code such as GBP, not: EURO'"
    })
    void saysWhatIsWrongWithAStore(
            String office, String store, String name, String zone, String currency, String fault) {
        assertEquals(Optional.of(fault), new StoreSpec(office, store, name, zone, currency).fault());
    }

    @Test
    void limitsCodesToAHundredCharacters() {
        String most = LONG.substring(1);

        assertEquals(Optional.empty(), new StoreSpec(most, most, most, "UTC", "EUR").fault());
        assertEquals(
                Optional.of("store_code is longer than 100 characters."),
                new StoreSpec("O", LONG, "N", "UTC", "EUR").fault());
        assertEquals(
                Optional.of("terminal_code is longer than 100 characters."),
                new TerminalSpec("O", "S", LONG, 1, null, null).fault());
    }

    @Test
    void takesNoControlCharacters() {
        assertEquals(
                Optional.of("store_code holds a control character."),
                new StoreSpec("O", "S\0", "N", "UTC", "EUR").fault());
        assertEquals(
                Optional.of("terminal_code holds a control character."),
                new TerminalSpec("O", "S", "P\n", 1, null, null).fault());
    }

    @Test
    void acceptsATerminal() {
        assertEquals(Optional.empty(), new TerminalSpec("O", "S", "POS-001", 1, null, null).fault());
        assertEquals(
                Optional.empty(),
                new TerminalSpec("O", "S", "POS-001", 99, "Till at the door", List.of("10.1.0.0/16", "::1")).fault());
    }

    @ParameterizedTest
    @CsvSource({
        ", S, P, 1, office_code is missing or blank.",
        "O, , P, 1, store_code is missing or blank.",
        "O, S, , 1, terminal_code is missing or blank.",
        "O, S, P, , 'number must be the terminal''s number in the store, from 1.'",
        "O, S, P, 0, 'number must be the terminal''s number in the store, from 1.'",
        "O, S, P, -1, 'number must be the terminal''s number in the store, from 1.'"
    })
    void saysWhatIsWrongWithATerminal(String office, String store, String code, Integer number, String fault) {
        assertEquals(Optional.of(fault), new TerminalSpec(office, store, code, number, null, null).fault());
    }

    @Test
    void acceptsChanges() {
        assertEquals(Optional.empty(), new TerminalChange(null, null, null, null, null, null, null).fault());
        assertEquals(Optional.empty(), new TerminalChange(true, false, List.of(), true, false, null, null).fault());
        assertEquals(
                Optional.empty(), new TerminalChange(null, null, List.of("10.0.0.1"), false, true, null, null).fault());
    }

    @Test
    void saysWhatIsWrongWithAChange() {
        assertEquals(
                Optional.of("rotate, revoke and end_previous exclude each other."),
                new TerminalChange(null, null, null, true, true, null, null).fault());
    }

    @Test
    void trustsNoNetworkThatIsNone() {
        String fault = "trusted_networks must be address ranges such as 10.1.0.0/16, not: the shop";

        assertEquals(Optional.of(fault), new TerminalSpec("O", "S", "P", 1, null, List.of("::1", "the shop")).fault());
        assertEquals(
                Optional.of(fault),
                new TerminalChange(null, null, List.of("the shop"), null, null, null, null).fault());
    }
}
