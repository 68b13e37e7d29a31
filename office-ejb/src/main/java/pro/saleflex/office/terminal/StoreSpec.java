package pro.saleflex.office.terminal;

import java.util.Currency;
import java.util.Optional;
import pro.saleflex.office.zone.StoreZone;

/**
 * The data for creating a store.
 *
 * @param officeCode code of the office, as in the terminals' settings
 * @param storeCode code of the store, as in the terminals' settings
 * @param name for people
 * @param timeZone IANA name of a place, such as {@code Europe/London}, or {@code UTC}; see {@link StoreZone#isPlain}
 * @param currency ISO 4217 alpha code, such as {@code GBP}
 */
public record StoreSpec(String officeCode, String storeCode, String name, String timeZone, String currency) {

    /** Returns what is wrong with it, as text for the administrator, or empty if it is valid. */
    public Optional<String> fault() {
        return Codes.fault("office_code", officeCode)
                .or(() -> Codes.fault("store_code", storeCode))
                .or(() -> Codes.nameFault("name", name))
                .or(() -> zoneFault(timeZone))
                .or(() -> currencyFault(currency));
    }

    /** Returns what is wrong with a zone, as text, or empty if it is valid. */
    static Optional<String> zoneFault(String timeZone) {
        return StoreZone.isPlain(timeZone)
                ? Optional.empty()
                : Optional.of(
                        "time_zone must be the IANA zone of a place, such as Europe/Istanbul or Europe/Paris, not: "
                                + timeZone);
    }

    /** Returns what is wrong with a currency, as text, or empty if it is valid. */
    static Optional<String> currencyFault(String currency) {
        try {
            Currency.getInstance(String.valueOf(currency));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("currency must be an ISO 4217 code such as GBP, not: " + currency);
        }
    }
}
