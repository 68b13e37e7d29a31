package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How the terminal writes decimals and times; the two kinds of time side by side. */
final class WireForm {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private WireForm() {}

    /** A decimal as a string with exactly that many decimals; throws when digits would be lost. */
    static String decimal(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** The terminal's own times: local wall clock, microseconds, no fraction at all when it is zero. */
    static String local(LocalDateTime time) {
        LocalDateTime cut = time.truncatedTo(ChronoUnit.MICROS);
        boolean whole = cut.equals(cut.truncatedTo(ChronoUnit.SECONDS));
        return (whole ? SECONDS : MICROSECONDS).format(cut);
    }

    /** Times set by the terminal's database ({@code created_at}, {@code updated_at}): UTC, whole seconds, no zone. */
    static String utc(Instant instant) {
        return SECONDS.format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
