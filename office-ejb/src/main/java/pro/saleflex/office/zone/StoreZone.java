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
 * A store's time zone, by rules that come with the application: those of ICU4J, which each new version of that library
 * updates. Uses neither the JDK's nor PostgreSQL's rules, because the two may differ.
 *
 * <p>The rules cover the years 1900 to 2100; before and after, the first and the last offset apply. Immutable, with one
 * instance per name.
 */
public final class StoreZone {
    /** Coordinated Universal Time, for use where there is no store. */
    public static final StoreZone UTC = new StoreZone("UTC", ZoneOffset.UTC.getRules());

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private static final Set<String> NAMES =
            Set.copyOf(TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.ANY, null, null));

    /** Caches the zones: reading the rules of one takes milliseconds, and every document needs them. */
    private static final Map<String, StoreZone> CACHE = new ConcurrentHashMap<>(Map.of(UTC.name, UTC));

    private final String name;
    private final ZoneRules rules;

    private StoreZone(String name, ZoneRules rules) {
        this.name = name;
        this.rules = rules;
    }

    /**
     * Returns the zone with this name.
     *
     * @param name a name in the IANA database, such as {@code Europe/London}; or a fixed offset as {@link ZoneId} reads
     *     it, such as {@code GMT+3}, which old stores may have
     * @throws IllegalArgumentException no zone has this name
     */
    public static StoreZone of(String name) {
        StoreZone cached = name == null ? null : CACHE.get(name);
        if (cached == null) {
            // Not computeIfAbsent: reading the rules takes long, and it does no harm if two threads do it.
            StoreZone zone = new StoreZone(name, rules(name));
            cached = CACHE.putIfAbsent(name, zone);
            return cached == null ? zone : cached;
        }
        return cached;
    }

    /** Returns the names in the IANA database, including obsolete ones. */
    public static Set<String> names() {
        return NAMES;
    }

    /**
     * Whether every program reads this name alike. True for the name of a place and for UTC. PostgreSQL reads CET as an
     * abbreviation, one hour ahead of UTC all year, and GMT+3 as a zone west of Greenwich; in Java, the former has
     * summer time and the latter is east.
     *
     * @param name may be null
     */
    public static boolean isPlain(String name) {
        return name != null
                && NAMES.contains(name)
                && (name.equals(UTC.name) || (name.indexOf('/') > 0 && !name.startsWith("SystemV/")));
    }

    /** Returns the version of the IANA database that the rules are from: a year and a letter, such as {@code 2026e}. */
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
        return "The IANA time zone database, version " + rulesVersion() + ", has no zone named " + name;
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

    /** Returns the name given to {@link #of}, such as {@code Europe/London}. */
    public String name() {
        return name;
    }

    /** Returns the local time at an instant. */
    public LocalDateTime local(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant));
    }

    /** Returns the local time at an instant, with its offset from UTC. */
    public OffsetDateTime at(Instant instant) {
        return instant.atOffset(rules.getOffset(instant));
    }

    /**
     * Returns the instant of a local time. A time that occurs twice (overlap) means the first occurrence. A skipped
     * time is moved forward by the length of the gap, as {@code java.time} does.
     */
    public Instant instant(LocalDateTime local) {
        return local.toInstant(rules.getOffset(local));
    }

    /** Returns the instant of a local time; a time that occurs twice (overlap) means the second occurrence. */
    public Instant laterInstant(LocalDateTime local) {
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        return valid.size() < 2 ? instant(local) : local.toInstant(valid.get(valid.size() - 1));
    }

    /**
     * Returns the business day that an instant belongs to. A day starts at {@link #startOf} and ends where the next one
     * starts.
     *
     * @param dayStart local time at which the store's days start; earlier sales belong to the day before
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

    /**
     * Returns when a business day starts: the first moment at which the local clock shows this time, or has skipped it.
     */
    public Instant startOf(LocalDate day, LocalTime dayStart) {
        LocalDateTime local = day.atTime(dayStart);
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : instant(local);
    }

    /**
     * Returns the zone's name for people, such as Pacific Time; for a zone that this Java does not know, its plain
     * name.
     */
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
