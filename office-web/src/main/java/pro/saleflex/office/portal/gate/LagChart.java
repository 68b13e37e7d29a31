package pro.saleflex.office.portal.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import pro.saleflex.office.gate.health.GateProgress.Sample;
import pro.saleflex.office.gate.link.LinkHistory.Since;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.zone.StoreZone;

/**
 * The last 24 hours as two curves, drawn on a field of {@value #SLOTS} by {@value #HEIGHT} that the page stretches: the age
 * of the oldest waiting document, and how many waited. Behind them, when GATE was not reached. The same as a table by hours.
 */
public final class LagChart {
    static final int SLOTS = 288;
    static final int HEIGHT = 100;

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SLOT = Duration.ofMinutes(5);
    private static final int SLOTS_OF_AN_HOUR = 12;
    private static final int HOURS_BETWEEN_TICKS = 6;
    private static final long NOTHING = -1;

    /** What a scale may end with, in seconds: what people read as a round time. */
    private static final long[] ROUND_TIMES = {
        60, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 345_600, 604_800
    };

    private final GateLabels words;
    private final StoreZone zone;
    private final DateTimeFormatter clock;
    private final Instant begin;
    private final Instant end;
    private final long[] lags = new long[SLOTS];
    private final long[] waiting = new long[SLOTS];
    private final Curve lagCurve;
    private final Curve waitingCurve;
    private final List<Band> outages;
    private final String zoneName;

    LagChart(Whole whole, GateLabels words, Instant now, CurrentUser currentUser) {
        this.words = words;
        this.zone = currentUser.getZone();
        this.clock = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(currentUser.getNumbers());
        this.zoneName = DateTimeFormatter.ofPattern("O", currentUser.getLocale()).format(zone.at(now));
        this.end = now;
        this.begin = now.minus(DAY);
        Arrays.fill(lags, NOTHING);
        Arrays.fill(waiting, NOTHING);
        whole.samples().forEach(this::enter);
        lagCurve = curve(lags, roundTime(highest(lags)), seconds -> words.duration(Duration.ofSeconds(seconds)));
        waitingCurve = curve(waiting, roundNumber(highest(waiting)), words::number);
        outages = outages(whole.history());
    }

    /** The highest of five minutes counts: a peak does not get lost. */
    private void enter(Sample sample) {
        long slot = Duration.between(begin, sample.at()).dividedBy(SLOT);
        if (!sample.at().isBefore(begin) && slot < SLOTS) {
            int i = (int) slot;
            lags[i] = Math.max(lags[i], sample.lag().toSeconds());
            waiting[i] = Math.max(waiting[i], sample.waiting());
        }
    }

    private static long highest(long[] values) {
        return Math.max(0, Arrays.stream(values).max().orElse(0));
    }

    private static long roundTime(long seconds) {
        return Arrays.stream(ROUND_TIMES)
                .filter(round -> round >= seconds)
                .findFirst()
                .orElseGet(
                        () -> Duration.ofDays(7 * (seconds / Duration.ofDays(7).toSeconds() + 1))
                                .toSeconds());
    }

    private static long roundNumber(long number) {
        long round = 10;
        for (int i = 0; round < number; i++) {
            round = i % 3 == 1 ? round / 2 * 5 : round * 2; // 10, 20, 50, 100
        }
        return round;
    }

    private Curve curve(long[] values, long top, LongFunction<String> word) {
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        for (int i = 0; i < SLOTS; i++) {
            if (values[i] == NOTHING) {
                continue;
            }
            boolean begins = i == 0 || values[i - 1] == NOTHING;
            boolean ends = i == SLOTS - 1 || values[i + 1] == NOTHING;
            String point = point(i + 0.5, HEIGHT - (double) HEIGHT * values[i] / top);
            line.append(begins ? 'M' : 'L').append(point).append(begins && ends ? "L" + point : "");
            area.append(begins ? "M" + point(i + 0.5, HEIGHT) : "").append('L').append(point);
            area.append(ends ? "L" + point(i + 0.5, HEIGHT) + "Z" : "");
        }
        return new Curve(line.toString(), area.toString(), word.apply(top), word.apply(top / 2), said(values, word));
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private String said(long[] values, LongFunction<String> word) {
        int highest = 0;
        int last = 0;
        for (int i = 0; i < SLOTS; i++) {
            highest = values[i] > values[highest] ? i : highest;
            last = values[i] == NOTHING ? last : i;
        }
        return values[highest] == NOTHING
                ? ""
                : words.text(
                        "gate.chart.said",
                        word.apply(values[last]),
                        word.apply(values[highest]),
                        clock.format(zone.local(begin.plus(SLOT.multipliedBy(highest)))));
    }

    private List<Band> outages(List<Since> history) {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Instant from = history.get(i).at();
            Instant until = i == 0 ? end : history.get(i - 1).at();
            if (history.get(i).state() == LinkState.DOWN && until.isAfter(begin)) {
                double x = place(from.isBefore(begin) ? begin : from);
                bands.add(new Band(rounded(x * SLOTS), rounded((place(until) - x) * SLOTS)));
            }
        }
        return bands;
    }

    private double place(Instant time) {
        return (double) Duration.between(begin, time).toMillis() / DAY.toMillis();
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Is there nothing to draw yet? */
    public boolean isBlank() {
        return lagCurve.line().isEmpty();
    }

    /** The age of the oldest waiting document. */
    public Curve getLag() {
        return lagCurve;
    }

    /** How many documents waited. */
    public Curve getWaiting() {
        return waitingCurve;
    }

    /** When GATE was not reached. */
    public List<Band> getOutages() {
        return outages;
    }

    /** The zone of its times. */
    public String getZone() {
        return zoneName;
    }

    /** Some full hours of the day. */
    public List<Tick> getTicks() {
        List<Tick> ticks = new ArrayList<>();
        Instant hour = zone.at(begin).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
        for (; hour.isBefore(end); hour = hour.plus(1, ChronoUnit.HOURS)) {
            LocalDateTime there = zone.local(hour);
            if (there.getHour() % HOURS_BETWEEN_TICKS == 0) {
                double place = place(hour);
                ticks.add(new Tick(rounded(place * SLOTS), rounded(place * 100) + "%", clock.format(there)));
            }
        }
        return ticks;
    }

    /** The same in words, by hours, the latest first. */
    public List<Hour> getHours() {
        List<Hour> hours = new ArrayList<>();
        for (int last = SLOTS; last > 0; last -= SLOTS_OF_AN_HOUR) {
            int first = last - SLOTS_OF_AN_HOUR;
            long lag = Arrays.stream(lags, first, last).max().orElse(NOTHING);
            long most = Arrays.stream(waiting, first, last).max().orElse(NOTHING);
            hours.add(new Hour(
                    clock.format(zone.local(begin.plus(SLOT.multipliedBy(first)))) + " – "
                            + clock.format(zone.local(begin.plus(SLOT.multipliedBy(last)))),
                    lag == NOTHING ? "–" : words.duration(Duration.ofSeconds(lag)),
                    most == NOTHING ? "–" : words.number(most)));
        }
        return hours;
    }

    /**
     * A curve.
     *
     * @param line path of the line
     * @param area path of what is below it
     * @param top what the upper end of the scale says
     * @param middle what the middle of the scale says
     * @param words the same in one sentence
     */
    public record Curve(String line, String area, String top, String middle, String words) {}

    /**
     * A time without GATE.
     *
     * @param x where it begins
     * @param width how wide it is
     */
    public record Band(String x, String width) {}

    /**
     * A full hour.
     *
     * @param x where it is on the field
     * @param share the same, in percent of the width
     * @param label the hour
     */
    public record Tick(String x, String share, String label) {}

    /**
     * An hour in words.
     *
     * @param label which
     * @param lag the highest age of the oldest waiting document
     * @param waiting the most that waited
     */
    public record Hour(String label, String lag, String waiting) {}
}
