package pro.saleflex.office.zone;

import com.ibm.icu.util.BasicTimeZone;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZoneTransition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The zone of a store, by rules that come with the application: ICU4J's, of which each new version of that library brings
 * the latest. Neither the JDK nor PostgreSQL is asked, since the two do not know the same rules.
 *
 * <p>The rules are those of the years 1900 to 2100; before and after, the first and the last offset hold. Immutable, and
 * there is one of each name.
 */
public final class StoreZone {
    /** Coordinated Universal Time, where no store's zone is at hand. */
    public static final StoreZone UTC = new StoreZone("UTC", ZoneOffset.UTC.getRules());

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private static final Set<String> NAMES =
            Set.copyOf(TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.ANY, null, null));

    /** What was asked for before: to read a zone's rules takes milliseconds, and every document asks. */
    private static final Map<String, StoreZone> READ = new ConcurrentHashMap<>(Map.of(UTC.name, UTC));

    private final String name;
    private final ZoneRules rules;

    private StoreZone(String name, ZoneRules rules) {
        this.name = name;
        this.rules = rules;
    }

    /**
     * The zone of this name.
     *
     * @param name as the IANA database has it, such as {@code Europe/London}; or a fixed offset as {@link ZoneId} reads it,
     *     such as {@code GMT+3}, which old stores may have
     * @throws IllegalArgumentException no zone has this name
     */
    public static StoreZone of(String name) {
        StoreZone read = name == null ? null : READ.get(name);
        if (read == null) {
            // Not inside a computation of the map's: reading takes long, and is harmless when two do it.
            StoreZone zone = new StoreZone(name, rules(name));
            read = READ.putIfAbsent(name, zone);
            return read == null ? zone : read;
        }
        return read;
    }

    /** The names in the IANA database, old ones too. */
    public static Set<String> names() {
        return NAMES;
    }

    /**
     * Is it a name that everybody reads alike? That of a place, or UTC. PostgreSQL takes CET for an abbreviation, one hour
     * before UTC all year, and GMT+3 for a zone west of Greenwich; in Java the first has summer time and the second is east.
     *
     * @param name may be null
     */
    public static boolean isPlain(String name) {
        return name != null
                && NAMES.contains(name)
                && (name.equals(UTC.name) || (name.indexOf('/') > 0 && !name.startsWith("SystemV/")));
    }

    /** The version of the rules, as the IANA database counts them: a year and a letter, such as {@code 2026e}. */
    public static String rulesVersion() {
        return TimeZone.getTZDataVersion();
    }

    private static ZoneRules rules(String name) {
        if (name != null && NAMES.contains(name)) {
            return rules((BasicTimeZone) TimeZone.getTimeZone(name, TimeZone.TIMEZONE_ICU));
        }
        try {
            ZoneRules rules = ZoneId.of(String.valueOf(name)).getRules();
            if (rules.isFixedOffset()) {
                return rules;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(unknown(name), e);
        }
        throw new IllegalArgumentException(unknown(name));
    }

    private static String unknown(String name) {
        return "No time zone of the IANA database, version " + rulesVersion() + ", has the name " + name;
    }

    private static ZoneRules rules(BasicTimeZone zone) {
        Offsets first = Offsets.at(zone, FIRST);
        Offsets before = first;
        List<ZoneOffsetTransition> standard = new ArrayList<>();
        List<ZoneOffsetTransition> wall = new ArrayList<>();
        TimeZoneTransition change = zone.getNextTransition(FIRST.toEpochMilli(), false);
        while (change != null && change.getTime() < END.toEpochMilli()) {
            Instant at = Instant.ofEpochMilli(change.getTime());
            Offsets after = Offsets.at(zone, at);
            if (!after.standard().equals(before.standard())) {
                standard.add(transition(at, before.standard(), after.standard()));
            }
            if (!after.wall().equals(before.wall())) {
                wall.add(transition(at, before.wall(), after.wall()));
            }
            before = after;
            change = zone.getNextTransition(change.getTime(), false);
        }
        return ZoneRules.of(first.standard(), first.wall(), standard, wall, List.of());
    }

    private static ZoneOffsetTransition transition(Instant at, ZoneOffset before, ZoneOffset after) {
        return ZoneOffsetTransition.of(LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, before), before, after);
    }

    private record Offsets(ZoneOffset standard, ZoneOffset wall) {
        static Offsets at(BasicTimeZone zone, Instant instant) {
            int[] millis = new int[2];
            zone.getOffset(instant.toEpochMilli(), false, millis);
            return new Offsets(offset(millis[0]), offset(millis[0] + millis[1]));
        }

        private static ZoneOffset offset(int millis) {
            return ZoneOffset.ofTotalSeconds(millis / 1000);
        }
    }

    /** As it was asked for, such as {@code Europe/London}. */
    public String name() {
        return name;
    }

    /** The wall clock at an instant. */
    public LocalDateTime local(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant));
    }

    /** The wall clock at an instant, with its distance from UTC. */
    public OffsetDateTime at(Instant instant) {
        return instant.atOffset(rules.getOffset(instant));
    }

    /**
     * The instant of a local time. One that the clock showed twice is taken for the first pass; one that it skipped lies
     * behind the gap by as much as it lies in it, as {@code java.time} has it.
     */
    public Instant instant(LocalDateTime local) {
        return local.toInstant(rules.getOffset(local));
    }

    /** The instant of a local time; one that the clock showed twice is taken for the second pass. */
    public Instant laterInstant(LocalDateTime local) {
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        return valid.size() < 2 ? instant(local) : local.toInstant(valid.get(valid.size() - 1));
    }

    /**
     * The business day that an instant belongs to: each begins at {@link #startOf} and ends where the next begins.
     *
     * @param dayStart when the store's days begin; sales before it belong to the day before
     */
    public LocalDate businessDay(Instant instant, LocalTime dayStart) {
        LocalDate day = local(instant).toLocalDate();
        while (instant.isBefore(startOf(day, dayStart))) {
            day = day.minusDays(1);
        }
        while (!instant.isBefore(startOf(day.plusDays(1), dayStart))) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** When a business day begins: the first moment at which the clock shows this time, or has skipped it. */
    public Instant startOf(LocalDate day, LocalTime dayStart) {
        LocalDateTime local = day.atTime(dayStart);
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : instant(local);
    }

    /** For people: such as Pacific Time. A place that this Java has not heard of has its name only. */
    public String displayName(Locale locale) {
        try {
            return ZoneId.of(name).getDisplayName(TextStyle.FULL, locale);
        } catch (DateTimeException e) {
            return name;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
