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
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.zone.StoreZone;

/**
 * The last 24 hours as two curves on a canvas of {@value #SLOTS} by {@value #HEIGHT} units that the page stretches: the
 * age of the oldest waiting document, and how many waited, with bands for the times when GATE was unreachable. Also as
 * an hourly table.
 */
public final class LagChart {
    static final int SLOTS = 288;
    static final int HEIGHT = 100;

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SLOT = Duration.ofMinutes(5);
    private static final int SLOTS_OF_AN_HOUR = 12;
    private static final int HOURS_BETWEEN_TICKS = 6;
    private static final long NO_VALUE = -1;

    /** Upper ends of the time scale, in seconds: round times for people. */
    private static final long[] ROUND_TIMES = {
        60, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 345_600, 604_800
    };

    private final GateLabels labels;
    private final StoreZone zone;
    private final DateTimeFormatter clock;
    private final Instant start;
    private final Instant end;
    private final long[] lags = new long[SLOTS];
    private final long[] waiting = new long[SLOTS];
    private final Curve lagCurve;
    private final Curve waitingCurve;
    private final List<Band> outages;
    private final String zoneName;

    LagChart(Whole whole, GateLabels labels, Instant now, CurrentUser currentUser) {
        this.labels = labels;
        this.zone = currentUser.getZone();
        this.clock = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(currentUser.getNumbers());
        this.zoneName =
                DateTimeFormatter.ofPattern("O", currentUser.getLocale()).format(zone.at(now));
        this.end = now;
        this.start = now.minus(DAY);
        Arrays.fill(lags, NO_VALUE);
        Arrays.fill(waiting, NO_VALUE);
        whole.samples().forEach(this::add);
        lagCurve = curve(lags, roundTime(highest(lags)), seconds -> labels.duration(Duration.ofSeconds(seconds)));
        waitingCurve = curve(waiting, roundNumber(highest(waiting)), labels::number);
        outages = outages(whole.history());
    }

    /** Keeps the highest value of each five minutes, so that no peak is lost. */
    private void add(Sample sample) {
        long slot = Duration.between(start, sample.at()).dividedBy(SLOT);
        if (!sample.at().isBefore(start) && slot < SLOTS) {
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

    private Curve curve(long[] values, long top, LongFunction<String> format) {
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        for (int i = 0; i < SLOTS; i++) {
            if (values[i] == NO_VALUE) {
                continue;
            }
            boolean starts = i == 0 || values[i - 1] == NO_VALUE;
            boolean ends = i == SLOTS - 1 || values[i + 1] == NO_VALUE;
            String point = point(i + 0.5, HEIGHT - (double) HEIGHT * values[i] / top);
            line.append(starts ? 'M' : 'L').append(point).append(starts && ends ? "L" + point : "");
            area.append(starts ? "M" + point(i + 0.5, HEIGHT) : "").append('L').append(point);
            area.append(ends ? "L" + point(i + 0.5, HEIGHT) + "Z" : "");
        }
        return new Curve(
                line.toString(), area.toString(), format.apply(top), format.apply(top / 2), summary(values, format));
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private String summary(long[] values, LongFunction<String> format) {
        int highest = 0;
        int last = 0;
        for (int i = 0; i < SLOTS; i++) {
            highest = values[i] > values[highest] ? i : highest;
            last = values[i] == NO_VALUE ? last : i;
        }
        return values[highest] == NO_VALUE
                ? ""
                : labels.text(
                        "gate.chart.said",
                        format.apply(values[last]),
                        format.apply(values[highest]),
                        clock.format(zone.local(start.plus(SLOT.multipliedBy(highest)))));
    }

    private List<Band> outages(List<StateSince> history) {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Instant from = history.get(i).at();
            Instant until = i == 0 ? end : history.get(i - 1).at();
            if (history.get(i).state() == LinkState.DOWN && until.isAfter(start)) {
                double x = position(from.isBefore(start) ? start : from);
                bands.add(new Band(rounded(x * SLOTS), rounded((position(until) - x) * SLOTS)));
            }
        }
        return bands;
    }

    private double position(Instant time) {
        return (double) Duration.between(start, time).toMillis() / DAY.toMillis();
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Whether there are no values yet. */
    public boolean isBlank() {
        return lagCurve.line().isEmpty();
    }

    /** Returns the age of the oldest waiting document. */
    public Curve getLag() {
        return lagCurve;
    }

    /** Returns how many documents waited. */
    public Curve getWaiting() {
        return waitingCurve;
    }

    /** Returns when GATE was unreachable. */
    public List<Band> getOutages() {
        return outages;
    }

    /** Returns the UTC offset of its times. */
    public String getZone() {
        return zoneName;
    }

    /** Returns every sixth full hour, as ticks of the time axis. */
    public List<Tick> getTicks() {
        List<Tick> ticks = new ArrayList<>();
        Instant hour = zone.at(start).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
        for (; hour.isBefore(end); hour = hour.plus(1, ChronoUnit.HOURS)) {
            LocalDateTime local = zone.local(hour);
            if (local.getHour() % HOURS_BETWEEN_TICKS == 0) {
                double position = position(hour);
                ticks.add(new Tick(rounded(position * SLOTS), rounded(position * 100) + "%", clock.format(local)));
            }
        }
        return ticks;
    }

    /** Returns the same as a table by hour, latest first. */
    public List<Hour> getHours() {
        List<Hour> hours = new ArrayList<>();
        for (int last = SLOTS; last > 0; last -= SLOTS_OF_AN_HOUR) {
            int first = last - SLOTS_OF_AN_HOUR;
            long lag = Arrays.stream(lags, first, last).max().orElse(NO_VALUE);
            long most = Arrays.stream(waiting, first, last).max().orElse(NO_VALUE);
            hours.add(new Hour(
                    clock.format(zone.local(start.plus(SLOT.multipliedBy(first)))) + " – "
                            + clock.format(zone.local(start.plus(SLOT.multipliedBy(last)))),
                    lag == NO_VALUE ? "–" : labels.duration(Duration.ofSeconds(lag)),
                    most == NO_VALUE ? "–" : labels.number(most)));
        }
        return hours;
    }

    /**
     * A curve.
     *
     * @param line SVG path of the line
     * @param area SVG path of the area below it
     * @param top label of the upper end of the scale
     * @param middle label of the middle of the scale
     * @param summary the current and the highest value as one sentence; empty: no values
     */
    public record Curve(String line, String area, String top, String middle, String summary) {}

    /**
     * A time in which GATE was unreachable.
     *
     * @param x its start, in units of the canvas
     * @param width its width, in the same units
     */
    public record Band(String x, String width) {}

    /**
     * A tick of the time axis.
     *
     * @param x its position, in units of the canvas
     * @param share the same in percent of the width
     * @param label the time
     */
    public record Tick(String x, String share, String label) {}

    /**
     * A row of the hourly table.
     *
     * @param label from when to when
     * @param lag the highest age of the oldest waiting document
     * @param waiting the highest number that waited
     */
    public record Hour(String label, String lag, String waiting) {}
}
