package pro.saleflex.office.portal;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pro.saleflex.office.terminal.StoreRef;

/** Formats texts, numbers, money, times and durations for one viewer. One instance per request. */
public class Labels {
    private static final double MEGABYTE = 1 << 20;
    private static final double GIGABYTE = 1 << 30;

    /** More is shown in GB. */
    private static final double MOST_MEGABYTES = 10_000;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Currency names of terminals that are safe to show as they are, such as the numeric codes of ISO 4217. */
    private static final Pattern SHOWABLE_CURRENCY = Pattern.compile("[A-Za-z0-9]{1,10}");

    private static final String UNKNOWN_CURRENCY = "\u00a4";

    private final CurrentUser currentUser;
    private final Locale language;
    private final NumberFormat numbers;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, NumberFormat> money = new HashMap<>();

    /** Creates the labels for a viewer. */
    public Labels(CurrentUser currentUser) {
        this.currentUser = currentUser;
        this.language = currentUser.getLocale();
        this.numbers = NumberFormat.getIntegerInstance(currentUser.getNumbers());
    }

    /** Returns the text with this key. */
    public final String text(String key) {
        return texts.computeIfAbsent(key, absent -> Texts.of(language, absent));
    }

    /**
     * Returns the text with this key and its arguments, which are already formatted unless the text has a choice on
     * them.
     */
    public final String text(String key, Object... arguments) {
        return Texts.of(language, key, arguments);
    }

    /** Formats a moment in the time of a store; null store: the one shown. Empty for a null moment. */
    public final String time(Instant moment, StoreRef store) {
        return currentUser.time(moment, store);
    }

    /** Formats a whole number. */
    public final String number(long number) {
        return numbers.format(number);
    }

    /** Formats a number with at most this many decimals. */
    public final String number(double number, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(currentUser.getNumbers());
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    /** Formats a share between 0 and 1 as a percentage with at most one decimal. */
    public final String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(currentUser.getNumbers());
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /**
     * Formats an amount with the decimals its currency has; an unknown currency is named as the terminal wrote it.
     * Empty for null.
     */
    public final String money(BigDecimal amount, String currency) {
        if (amount == null) {
            return "";
        }
        if (CURRENCIES.contains(currency)) {
            return money.computeIfAbsent(currency, this::moneyFormat).format(amount);
        }
        String name = SHOWABLE_CURRENCY.matcher(currency).matches() ? currency : UNKNOWN_CURRENCY;
        return number(amount.doubleValue(), 2) + " " + name;
    }

    private NumberFormat moneyFormat(String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(currentUser.getNumbers());
        Currency known = Currency.getInstance(currency);
        format.setCurrency(known);
        format.setMinimumFractionDigits(known.getDefaultFractionDigits());
        format.setMaximumFractionDigits(known.getDefaultFractionDigits());
        return format;
    }

    /** Formats a size on a disk in MB, or a large one in GB. */
    public final String bytes(long bytes) {
        return bytes / MEGABYTE <= MOST_MEGABYTES
                ? number(Math.round(bytes / MEGABYTE)) + " " + text("unit.megabyte")
                : number(bytes / GIGABYTE, 1) + " " + text("unit.gigabyte");
    }

    /** Formats a duration in its two largest units, such as {@code 2 d 3 h} or {@code 45 s}. */
    public final String duration(Duration duration) {
        Duration left = duration.isNegative() ? Duration.ZERO : duration;
        long[] parts = {left.toDays(), left.toHoursPart(), left.toMinutesPart(), left.toSecondsPart()};
        String[] units = {"unit.day", "unit.hour", "unit.minute", "unit.second"};
        int first = 0;
        while (first < parts.length - 1 && parts[first] == 0) {
            first++;
        }
        String text = number(parts[first]) + " " + text(units[first]);
        return first + 1 < parts.length && parts[first + 1] > 0
                ? text + " " + number(parts[first + 1]) + " " + text(units[first + 1])
                : text;
    }
}
