package pro.saleflex.office.e2e;

import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pro.saleflex.office.simulator.Options;
import pro.saleflex.office.simulator.Till;
import pro.saleflex.office.simulator.Tills;

/**
 * An invented store in the early afternoon: nine tills that have sold since the morning, six of them in trouble
 * or out of use. The same on every run, except for times and ids; its manager sees no other store. What would take
 * hours is written to the database: the tills' states since yesterday, and when yesterday's documents arrived.
 */
final class BusyStore implements AutoCloseable {
    static final String MANAGER = "harbour-street";
    static final String PASSWORD = "seven yellow lighthouses";

    private static final String CODES = "\"office_code\":\"HARBOUR\",\"store_code\":\"STREET\"";
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(3);
    private static final LocalTime OPENING = LocalTime.of(8, 0);
    private static final int DOCUMENTS_YESTERDAY = 6;
    private static final Set<Integer> LOST = Set.of(3, 4);

    private static final List<Plan> PLANS = List.of(
            new Plan(1, "Front left", "Amara", 46, Trouble.NONE),
            new Plan(2, "Front right", "Tom", 51, Trouble.NONE),
            new Plan(3, "Bakery", "Jonas", 38, Trouble.PRINTER),
            new Plan(4, "Flowers", "Elif", 17, Trouble.DOCUMENTS_WAIT),
            new Plan(5, "Self-checkout 1", "Self-service", 33, Trouble.LATE),
            new Plan(6, "Self-checkout 2", "Self-service", 29, Trouble.SILENT),
            new Plan(7, "Garden kiosk", "Chloé", 21, Trouble.CLOSED),
            new Plan(8, "Training room", "Amara", 2, Trouble.BLOCKED),
            new Plan(9, "Fish counter", "Ravi", 24, Trouble.NONE));

    private final OfficeServer office;
    private final Calls calls;
    private final Map<Plan, JsonObject> terminals = new HashMap<>();
    private final Set<Plan> calling = ConcurrentHashMap.newKeySet();
    private final Timer beats = new Timer("heartbeats", true);
    private final ZonedDateTime now;
    private final TillClock clock;

    private enum Trouble {
        NONE,
        PRINTER,
        DOCUMENTS_WAIT,
        LATE,
        SILENT,
        CLOSED,
        BLOCKED
    }

    /** A till of the store: its number, name and cashier, how much it has sold today, and its problem. */
    private record Plan(int number, String name, String cashier, int sales, Trouble trouble) {
        String code() {
            return String.format(Locale.ROOT, "TILL-%04d", number);
        }

        /** The number of its open period. */
        int period() {
            return 200 + number * 17;
        }
    }

    private BusyStore(OfficeServer office) {
        this.office = office;
        this.calls = new Calls(office);
        this.now = ZonedDateTime.now(afternoon(Instant.now()));
        this.clock = new TillClock(now.getZone());
    }

    /** A place where it is between 14:00 and 15:00, whose clocks never change again: programs agree on those. */
    private static ZoneId afternoon(Instant now) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(name -> name.matches("(Africa|America|Asia|Atlantic|Pacific)/[A-Z][A-Za-z_]+"))
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> zone.getRules().nextTransition(now) == null)
                .filter(zone -> now.atZone(zone).getHour() == 14)
                .findFirst()
                .orElseThrow();
    }

    /** Opens the store and returns when all alerts have been raised. */
    static BusyStore open(OfficeServer office) throws IOException, SQLException {
        BusyStore store = new BusyStore(office);
        try {
            store.create();
            store.closeYesterday();
            PLANS.forEach(store::sellToday);
            PLANS.forEach(store::beat);
            store.writeHistory();
            store.keepCalling();
            store.awaitAlerts();
            return store;
        } catch (IOException | SQLException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void create() throws IOException, SQLException {
        JsonObject store = admin(
                "POST",
                "/stores",
                "{" + CODES + ",\"name\":\"Harbour Street\",\"time_zone\":\"" + now.getZone()
                        + "\",\"currency\":\"GBP\"}");
        try (InputStream data =
                BusyStore.class.getResourceAsStream("/pro/saleflex/office/reference/demo-snapshot.json")) {
            admin(
                    "PUT",
                    "/stores/" + store.getString("id") + "/reference",
                    new String(data.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (Plan plan : PLANS) {
            terminals.put(
                    plan,
                    admin(
                            "POST",
                            "/terminals",
                            "{" + codes(plan) + ",\"number\":" + plan.number() + ",\"name\":\"" + plan.name() + "\"}"));
        }
        run("update terminal set created_at = created_at - interval '400 days' where id in (" + ids() + ")");
        JsonObject manager = admin(
                "POST",
                "/users",
                "{\"name\":\"" + MANAGER + "\",\"role\":\"MANAGER\",\"stores\":[\"" + store.getString("id") + "\"]}");
        accepted(calls.method(
                "PUT",
                "/admin/password",
                "{\"password\":\"" + PASSWORD + "\"}",
                "Authorization",
                basic(MANAGER, manager.getString("password"))));
    }

    /** Each till closes yesterday's period; one of them does not hand over two of its documents. */
    private void closeYesterday() throws SQLException {
        LocalDate yesterday = now.toLocalDate().minusDays(1);
        for (Plan plan : PLANS) {
            String sales = IntStream.rangeClosed(1, DOCUMENTS_YESTERDAY)
                    .filter(receipt -> plan.trouble() != Trouble.PRINTER || !LOST.contains(receipt))
                    .mapToObj(receipt -> sale(plan.period() - 1, receipt)
                            .replaceFirst("2026-11-22T[0-9:.]+", yesterday + "T19:0" + receipt + ":00")
                            .replace(
                                    "\"total_amount\"",
                                    "\"created_at\":\""
                                            + at(yesterday, 19, receipt).toInstant() + "\",\"total_amount\""))
                    .collect(Collectors.joining(","));
            post(
                    plan,
                    "/pos/transactions",
                    "\"transactions\":[" + sales + "],\"sequences\":[{\"name\":\"ClosureNumber\",\"value\":"
                            + plan.period() + "},{\"name\":\"ReceiptNumber\",\"value\":1}]");
            post(
                    plan,
                    "/pos/closures",
                    "\"closures\":[{\"closure\":{\"id\":\"" + UUID.randomUUID() + "\",\"closure_unique_id\":\""
                            + plan.code() + "\",\"closure_number\":" + (plan.period() - 1) + ",\"closure_date\":\""
                            + yesterday + "\",\"closure_start_time\":\"" + yesterday + "T" + OPENING
                            + ":00\",\"closure_end_time\":\"" + yesterday + "T20:00:00\",\"total_document_count\":"
                            + DOCUMENTS_YESTERDAY + "}}]");
        }
        run("update journal_entry set received_at = '" + at(yesterday, 20, 1) + "' where terminal_id in (" + ids()
                + ")");
    }

    private OffsetDateTime at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(now.getZone()).toOffsetDateTime();
    }

    private void sellToday(Plan plan) {
        clock.now = now.with(OPENING).toInstant();
        Options options = Options.of(
                "--url",
                office.api(),
                "--office",
                "HARBOUR",
                "--store",
                "STREET",
                "--terminal-prefix",
                "TILL-",
                "--first",
                Integer.toString(plan.number()),
                "--rate",
                "0",
                "--heartbeat",
                "0",
                "--close-every",
                "0",
                "--run",
                "1",
                "--secret",
                secret(plan));
        try (Tills tills = Tills.boot(options, clock)) {
            Till till = tills.all().get(0);
            Instant end = now.toInstant();
            if (plan.trouble() == Trouble.CLOSED) {
                end = end.minus(Duration.ofMinutes(90));
            }
            Duration open = Duration.between(clock.now, end);
            Instant opening = clock.now;
            SplittableRandom random = new SplittableRandom(plan.number());
            for (int sale = 1; sale <= plan.sales(); sale++) {
                clock.now = opening.plus(open.multipliedBy(sale).dividedBy(plan.sales()))
                        .minusSeconds(20 + random.nextInt(220));
                till.sell();
            }
            if (plan.trouble() == Trouble.CLOSED) {
                till.closeDay();
            }
            if (till.waiting() > 0) {
                throw new IllegalStateException(plan + " could not hand over all: " + till.oldestFailure());
            }
        }
    }

    private void beat(Plan plan) {
        Trouble trouble = plan.trouble();
        post(
                plan,
                "/pos/status",
                "\"pos_id\":" + plan.number() + ",\"sent_at\":\"" + Instant.now() + "\",\"activity\":\""
                        + (trouble == Trouble.CLOSED ? "closed" : plan.number() % 2 == 0 ? "idle" : "selling")
                        + "\",\"cashier\":\"" + plan.cashier()
                        + "\",\"software_version\":\"1.0.0\",\"uptime_seconds\":"
                        + Duration.between(now.with(OPENING), ZonedDateTime.now(now.getZone()))
                                .toSeconds()
                        + ",\"interval_seconds\":5,\"open_closure_number\":" + plan.period()
                        + ",\"last_receipt_number\":" + plan.sales()
                        + (trouble == Trouble.DOCUMENTS_WAIT
                                ? ",\"waiting_documents\":3,\"oldest_waiting_seconds\":840"
                                : ",\"waiting_documents\":0")
                        + ",\"disk_free_mb\":20480,\"memory_free_mb\":1740,\"peripherals\":["
                        + (trouble == Trouble.PRINTER
                                ? "{\"type\":\"receipt_printer\",\"state\":\"error\",\"detail\":\"out of paper\"}"
                                : "{\"type\":\"receipt_printer\",\"state\":\"ok\"}")
                        + ",{\"type\":\"payment_device\",\"state\":\"ok\"},{\"type\":\"cash_drawer\",\"state\":\"ok\"},"
                        + "{\"type\":\"scanner\",\"state\":\"ok\"},{\"type\":\"scale\",\"state\":\"ok\"}]");
    }

    /** The tills' states since yesterday, as if this server had watched them. */
    private void writeHistory() throws SQLException {
        run("delete from status_change where terminal_id in (" + ids() + ")");
        for (Plan plan : PLANS) {
            ZonedDateTime opening = now.with(OPENING).minusMinutes(4L + plan.number());
            change(plan, "ONLINE", "CLOSED", opening.minusDays(1));
            change(plan, "CLOSED", "ONLINE", now.with(OPENING).plusHours(12).minusDays(1));
            change(plan, "ONLINE", "CLOSED", opening);
            if (plan.trouble() == Trouble.LATE || plan.trouble() == Trouble.DOCUMENTS_WAIT) {
                ZonedDateTime away = opening.plusMinutes(70L * plan.number());
                change(plan, "SILENT", "ONLINE", away);
                change(plan, "ONLINE", "SILENT", away.plusMinutes(13));
            }
            run("update terminal_status set state_since = '" + opening.toOffsetDateTime() + "' where terminal_id = '"
                    + id(plan) + "'");
        }
    }

    private void change(Plan plan, String state, String before, ZonedDateTime at) throws SQLException {
        run("insert into status_change (terminal_id, state, previous, at) values ('" + id(plan) + "', '" + state
                + "', '" + before + "', '" + at.toOffsetDateTime() + "')");
    }

    /** Lets the tills call from now on: all but the silent one, the closed one, and the blocked one. */
    private void keepCalling() {
        for (Plan plan : PLANS) {
            switch (plan.trouble()) {
                case NONE, PRINTER, DOCUMENTS_WAIT, LATE -> calling.add(plan);
                case BLOCKED -> admin("PATCH", "/terminals/" + id(plan), "{\"blocked\":true}");
                case SILENT, CLOSED -> {
                    // it has called for the last time
                }
            }
        }
        beats.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        calling.forEach(BusyStore.this::beat);
                    }
                },
                0,
                BETWEEN_BEATS.toMillis());
    }

    private void awaitAlerts() {
        for (String kind : List.of("RECEIPT_GAP", "PERIPHERAL_ERROR", "DOCUMENTS_WAITING", "SILENT")) {
            OfficeServer.await(
                    "alert " + kind, () -> !office.value("select count(*) from alert where kind = '" + kind + "'")
                            .equals("0"));
        }
    }

    /** Stops the calls of one till, so that it is late in some seconds, and silent soon after. */
    void delayOne() {
        calling.removeIf(plan -> plan.trouble() == Trouble.LATE);
    }

    /** The id of the terminal without paper, two of whose documents are missing. */
    String tillWithProblems() {
        return PLANS.stream()
                .filter(plan -> plan.trouble() == Trouble.PRINTER)
                .findFirst()
                .map(this::id)
                .orElseThrow();
    }

    private void run(String sql) throws SQLException {
        try (Connection database = office.database();
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The ids of all tills, as an SQL list. */
    private String ids() {
        return PLANS.stream().map(plan -> "'" + id(plan) + "'").collect(Collectors.joining(","));
    }

    private String id(Plan plan) {
        return terminals.get(plan).getString("id");
    }

    private String secret(Plan plan) {
        return terminals.get(plan).getString("secret");
    }

    private static String codes(Plan plan) {
        return CODES + ",\"terminal_code\":\"" + plan.code() + "\"";
    }

    private void post(Plan plan, String path, String members) {
        accepted(calls.post(
                path, "{" + codes(plan) + "," + members + "}", "Authorization", basic(plan.code(), secret(plan))));
    }

    private JsonObject admin(String method, String path, String body) {
        return json(accepted(calls.method(method, "/admin" + path, body, "Authorization", ADMIN)));
    }

    private static HttpResponse<String> accepted(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() {
        beats.cancel();
    }

    /** The tills' clock, which runs through the day as fast as they sell. */
    private static final class TillClock extends Clock {
        private final ZoneId zone;
        private volatile Instant now = Instant.EPOCH;

        TillClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
