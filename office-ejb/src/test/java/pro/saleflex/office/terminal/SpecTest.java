package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation of what an administrator creates and changes. */
class SpecTest {
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
        "O, S, N, UTC, , 'currency must be an ISO 4217 code such as GBP, not: null'",
        "O, S, N, UTC, eur, 'currency must be an ISO 4217 code such as GBP, not: eur'",
        "O, S, N, UTC, EURO, 'currency must be an ISO 4217 code such as GBP, not: EURO'"
    })
    void saysWhatIsWrongWithAStore(
            String office, String store, String name, String zone, String currency, String fault) {
        assertEquals(Optional.of(fault), new StoreSpec(office, store, name, zone, currency).fault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Istanbul",
                "America/Argentina/Buenos_Aires",
                "Asia/Kolkata",
                "America/Coyhaique",
                "Etc/GMT-3"
            })
    void acceptsZonesThatEveryProgramReadsAlike(String zone) {
        assertEquals(Optional.empty(), new StoreSpec("O", "S", "N", zone, "TRY").fault());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "London",
                "Europe/Atlantis",
                "europe/istanbul",
                "GMT+3",
                "UTC+03:00",
                "+03:00",
                "Z",
                "CET",
                "EET",
                "MET",
                "WET",
                "EST",
                "EST5EDT",
                "PST",
                "Etc/Unknown",
                "SystemV/EST5",
                " Europe/Istanbul",
                ""
            })
    void rejectsAllOtherZones(String zone) {
        assertEquals(
                Optional.of("time_zone must be the IANA zone of a place, such as Europe/Istanbul or Europe/Paris, not: "
                        + zone),
                new StoreSpec("O", "S", "N", zone, "TRY").fault());
    }

    @Test
    void limitsCodesAndNames() {
        String code = "\uD83C\uDFEA".repeat(40); // counted in code points
        String name = "x".repeat(100);

        assertEquals(Optional.empty(), new StoreSpec(code, code, name, "UTC", "EUR").fault());
        assertEquals(Optional.empty(), new TerminalSpec("O", "S", code, 1, name, null).fault());
        assertEquals(
                Optional.of("store_code is longer than 40 characters."),
                new StoreSpec("O", code + "x", "N", "UTC", "EUR").fault());
        assertEquals(
                Optional.of("terminal_code is longer than 40 characters."),
                new TerminalSpec("O", "S", code + "x", 1, null, null).fault());
        assertEquals(
                Optional.of("name is longer than 100 characters."),
                new StoreSpec("O", "S", name + "x", "UTC", "EUR").fault());
        assertEquals(
                Optional.of("name is longer than 100 characters."),
                new TerminalSpec("O", "S", "T", 1, name + "x", null).fault());
    }

    @Test
    void aStoreOlderThanTheLimitCanGetTerminals() {
        String before = "x".repeat(100);

        assertEquals(Optional.empty(), new TerminalSpec(before, before, "T", 1, null, null).fault());
    }

    @Test
    void rejectsControlCharacters() {
        assertEquals(
                Optional.of("store_code contains a control character."),
                new StoreSpec("O", "S\0", "N", "UTC", "EUR").fault());
        assertEquals(
                Optional.of("terminal_code contains a control character."),
                new TerminalSpec("O", "S", "P\n", 1, null, null).fault());
    }

    /** HTTP Basic separates name and password at the first colon (RFC 7617). */
    @Test
    void rejectsAColonInATerminalCode() {
        assertEquals(
                Optional.of("terminal_code contains a colon; the terminal could not authenticate with it."),
                new TerminalSpec("O", "S", "POS:1", 1, null, null).fault());
        assertEquals(Optional.empty(), new TerminalSpec("O:1", "S:1", "POS-1", 1, "Till: 1", null).fault());
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
                Optional.of("rotate, revoke and end_previous are mutually exclusive."),
                new TerminalChange(null, null, null, true, true, null, null).fault());
    }

    @Test
    void rejectsAnInvalidNetwork() {
        String fault = "trusted_networks must be address ranges such as 10.1.0.0/16, not: the shop";

        assertEquals(Optional.of(fault), new TerminalSpec("O", "S", "P", 1, null, List.of("::1", "the shop")).fault());
        assertEquals(
                Optional.of(fault),
                new TerminalChange(null, null, List.of("the shop"), null, null, null, null).fault());
    }
}
