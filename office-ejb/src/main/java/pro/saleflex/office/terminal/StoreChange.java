package pro.saleflex.office.terminal;

import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change to a store; null leaves a value unchanged. It takes effect from now on: earlier documents keep their
 * business day and currency.
 *
 * @param name for people
 * @param timeZone IANA name of a place, such as {@code Europe/London}, or {@code UTC}
 * @param currency ISO 4217 alpha code, such as {@code GBP}
 * @param dayStart when its business day starts, in its local time: {@code 00:00} to {@code 23:59}
 */
public record StoreChange(String name, String timeZone, String currency, String dayStart) {
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    /** Returns what is wrong with it, as text for the administrator, or empty if it is valid. */
    public Optional<String> fault() {
        return (name == null ? Optional.<String>empty() : Codes.nameFault("name", name))
                .or(() -> timeZone == null ? Optional.empty() : StoreSpec.zoneFault(timeZone))
                .or(() -> currency == null ? Optional.empty() : StoreSpec.currencyFault(currency))
                .or(() -> dayStart == null || CLOCK.matcher(dayStart).matches()
                        ? Optional.empty()
                        : Optional.of("day_start must be a time such as 02:30, not: " + dayStart));
    }

    /** Describes the change for the audit trail. */
    public String asText() {
        return Stream.of(
                        name == null ? null : "name " + name,
                        timeZone == null ? null : "time zone " + timeZone,
                        currency == null ? null : "currency " + currency,
                        dayStart == null ? null : "day start " + dayStart)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** Returns when the business day starts; null: unchanged. */
    LocalTime start() {
        return dayStart == null ? null : LocalTime.parse(dayStart);
    }
}
