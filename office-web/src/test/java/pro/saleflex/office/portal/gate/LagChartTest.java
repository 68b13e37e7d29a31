package pro.saleflex.office.portal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.health.GateProgress.Sample;
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.live.LiveGate.Now;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.zone.StoreZone;

class LagChartTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final StateSince DOWN = new StateSince(LinkState.DOWN, "Gone.", NOW.minus(Duration.ofHours(6)));
    private static final StateSince UP = new StateSince(LinkState.UP, "", NOW.minus(Duration.ofDays(9)));

    private final CurrentUser viewer = new CurrentUser() {
        @Override
        public Locale getLocale() {
            return Locale.ENGLISH;
        }

        @Override
        public Locale getNumbers() {
            return Locale.UK;
        }

        @Override
        public StoreZone getZone() {
            return StoreZone.of("Europe/Istanbul");
        }
    };

    private LagChart chart(Sample... samples) {
        Progress progress = new Progress(0, 0, Optional.empty(), 0, Optional.empty(), true);
        Whole whole = new Whole(
                new Now(DOWN, false, progress),
                List.of(DOWN, UP),
                Optional.empty(),
                List.of(samples),
                Map.of(),
                List.of());
        return new LagChart(whole, new GateLabels(viewer, NOW), NOW, viewer);
    }

    private static Sample sample(Duration ago, Duration lag, long waiting) {
        Instant at = NOW.minus(ago);
        return new Sample(at, 0, 0, waiting, at.minus(lag), 0);
    }

    @Test
    void thePeakOfFiveMinutesIsDrawnAndNamed() {
        LagChart chart = chart(
                sample(Duration.ofMinutes(9), Duration.ofMinutes(1), 4),
                sample(Duration.ofMinutes(8), Duration.ofMinutes(10), 20),
                sample(Duration.ofMinutes(2), Duration.ofMinutes(5), 10));

        assertEquals("M286.5 0.0L287.5 50.0", chart.getLag().line());
        assertEquals(
                "M286.5 100.0L286.5 0.0L287.5 50.0L287.5 100.0Z", chart.getLag().area());
        assertEquals("10 min", chart.getLag().top());
        assertEquals("20", chart.getWaiting().top());
        assertTrue(
                chart.getWaiting().summary().startsWith("Now 10; at most 20, at 14:50"),
                chart.getWaiting().summary());
        assertEquals("10 min", chart.getHours().get(0).lag());
        assertEquals("–", chart.getHours().get(1).waiting(), "no samples, no values");
        assertEquals(24, chart.getHours().size());
    }

    @Test
    void nothingIsDrawnWhereThereAreNoSamples() {
        LagChart chart = chart(
                sample(Duration.ofMinutes(33), Duration.ZERO, 0),
                sample(Duration.ofMinutes(3), Duration.ZERO, 0),
                sample(Duration.ofHours(25), Duration.ofHours(9), 900));

        assertEquals(
                "M281.5 100.0L281.5 100.0M287.5 100.0L287.5 100.0",
                chart.getWaiting().line());
        assertEquals("0 s", chart.getHours().get(0).lag(), "samples older than a day do not count");
        assertTrue(chart().isBlank());
    }

    @Test
    void outagesAreShadedAndHoursAreThoseOfTheStore() {
        LagChart chart = chart();

        assertEquals(List.of(new LagChart.Band("216.00", "72.00")), chart.getOutages());
        assertEquals(
                List.of("18:00", "00:00", "06:00", "12:00"),
                chart.getTicks().stream().map(LagChart.Tick::label).toList());
        assertEquals("12.50%", chart.getTicks().get(0).share());
    }
}
