package pro.saleflex.office.terminal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/**
 * What is needed to create a store.
 *
 * @param officeCode code of the office, as the terminals' settings name it
 * @param storeCode code of the store, as the terminals' settings name it
 * @param name for people
 * @param timeZone IANA name, such as {@code Europe/London}
 * @param currency ISO 4217 alpha code, such as {@code GBP}
 */
public record StoreSpec(String officeCode, String storeCode, String name, String timeZone, String currency) {

    /** What is wrong with it, in words for the administrator, or nothing. */
    public Optional<String> fault() {
        return Codes.fault("office_code", officeCode)
                .or(() -> Codes.fault("store_code", storeCode))
                .or(() -> Codes.fault("name", name))
                .or(() -> {
                    try {
                        ZoneId.of(String.valueOf(timeZone));
                        return Optional.empty();
                    } catch (DateTimeException e) {
                        return Optional.of("time_zone must be an IANA zone such as Europe/London, not: " + timeZone);
                    }
                })
                .or(() -> {
                    try {
                        Currency.getInstance(String.valueOf(currency));
                        return Optional.empty();
                    } catch (IllegalArgumentException e) {
                        return Optional.of("currency must be an ISO 4217 code such as GBP, not: " + currency);
                    }
                });
    }
}
