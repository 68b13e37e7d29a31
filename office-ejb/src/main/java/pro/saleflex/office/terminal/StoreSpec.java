package pro.saleflex.office.terminal;

import java.util.Currency;
import java.util.Optional;
import pro.saleflex.office.zone.StoreZone;

/**
 * What is needed to create a store.
 *
 * @param officeCode code of the office, as the terminals' settings name it
 * @param storeCode code of the store, as the terminals' settings name it
 * @param name for people
 * @param timeZone IANA name of a place, such as {@code Europe/London}, or {@code UTC}; see {@link StoreZone#isPlain}
 * @param currency ISO 4217 alpha code, such as {@code GBP}
 */
public record StoreSpec(String officeCode, String storeCode, String name, String timeZone, String currency) {

    /** What is wrong with it, in words for the administrator, or nothing. */
    public Optional<String> fault() {
        return Codes.fault("office_code", officeCode)
                .or(() -> Codes.fault("store_code", storeCode))
                .or(() -> Codes.nameFault("name", name))
                .or(() -> zoneFault(timeZone))
                .or(() -> currencyFault(currency));
    }

    /** What is wrong with a zone, in words, or nothing. */
    static Optional<String> zoneFault(String timeZone) {
        return StoreZone.isPlain(timeZone)
                ? Optional.empty()
                : Optional.of(
                        "time_zone must be the IANA zone of a place, such as Europe/Istanbul or Europe/Paris, not: "
                                + timeZone);
    }

    /** What is wrong with a currency, in words, or nothing. */
    static Optional<String> currencyFault(String currency) {
        try {
            Currency.getInstance(String.valueOf(currency));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("currency must be an ISO 4217 code such as GBP, not: " + currency);
        }
    }
}
