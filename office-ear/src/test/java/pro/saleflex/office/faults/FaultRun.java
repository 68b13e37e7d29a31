package pro.saleflex.office.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.fakegate.FakeGate;
import pro.saleflex.office.fakegate.Mode;
import pro.saleflex.office.fakegate.TerminalTally;
import pro.saleflex.office.faults.Finding.Sort;
import pro.saleflex.office.faults.agent.FaultAction;
import pro.saleflex.office.faults.agent.FaultAgent;
import pro.saleflex.office.faults.agent.FaultOrders;
import pro.saleflex.office.faults.agent.FaultPoint;
import pro.saleflex.office.simulator.Options;
import pro.saleflex.office.simulator.Tills;

/** A store with tills, GATE and archive, and one fault after another. The same seed gives the same faults. */
final class FaultRun implements AutoCloseable {
    /** A comparison of everything follows at least this often. */
    private static final Duration ROUND = Duration.ofMinutes(5);

    /** What is left of the time for the last comparison. */
    private static final Duration END = Duration.ofSeconds(45);

    private static final Duration POINT_WITHIN = Duration.ofSeconds(20);
    private static final Duration FLOW_WITHIN = Duration.ofSeconds(90);
    private static final Duration REST_WITHIN = Duration.ofMinutes(10);

    /** A little more than the application holds a closure back for. */
    private static final Duration CLOSURE_WAITS = Duration.ofMinutes(16);

    /** A build with a planted fault may never come to rest: closures wait for what it has lost. */
    private static final Duration PLANTED_REST_WITHIN = Duration.ofSeconds(20);

    /** With more, waiting tills that try again and again slow the server's start down. */
    private static final int RATE = 10;

    private static final int OUTAGE_RATE = 25;
    private static final Duration BESIDE_OUTAGE = Duration.ofSeconds(30);
    private static final Duration ARCHIVED_WITHIN = Duration.ofMinutes(5);
    private static final int READINGS = 6;

    /** The server reads its meter every five seconds. */
    private static final Duration METER_INTERVAL = Duration.ofSeconds(12);

    private static final int HALF_OPEN = 40;
    private static final int MOST_NTH = 4;

    private static final List<FaultPoint> IN_THE_SERVER = Stream.of(FaultPoint.values())
            .filter(point -> point != FaultPoint.RESTORED_IN_PART && point != FaultPoint.MIGRATED)
            .toList();
    private static final List<FaultPoint> IN_A_TRANSACTION = List.of(
            FaultPoint.JOURNAL_INSERTED, FaultPoint.BEFORE_COMMIT, FaultPoint.BEFORE_ANSWER, FaultPoint.DELIVERED);

    private static final Set<FaultKind> RESTARTING = Set.of(
            FaultKind.SERVER_KILLED,
            FaultKind.DATABASE_KILLED,
            FaultKind.DATABASE_STOPPED_AT_ONCE,
            FaultKind.ARCHIVE_TORN,
            FaultKind.DATABASE_LOST,
            FaultKind.RESTORE_KILLED);

    private final Random random;
    private final FakeGate gate = FakeGate.start("--lean");
    private final JumpingClock tillClock = new JumpingClock();
    private final Acknowledged told = new Acknowledged();
    private final FaultTable table = new FaultTable();
    private final List<Socket> halfOpen = new ArrayList<>();
    private final List<Finding> stuck = new ArrayList<>();
    private final OfficeServer office;
    private final ArchivePlace place;
    private final FaultOrders orders;
    private final Duration restWithin;
    private int lost;

    /** Starts everything, with the build under test. */
    FaultRun(String name, long seed) throws IOException {
        this(name, seed, Path.of(System.getProperty("office.ear")), REST_WITHIN);
    }

    /** Starts everything, with a build that has a planted fault. */
    static FaultRun planted(String name, Path ear) throws IOException {
        return new FaultRun(name, 1, ear, PLANTED_REST_WITHIN);
    }

    private FaultRun(String name, long seed, Path ear, Duration restWithin) throws IOException {
        this.restWithin = restWithin;
        random = new Random(seed);
        Path home = Path.of(System.getProperty("office.work"), "e2e", name);
        Path beside = home.resolveSibling(name + "-faults");
        ArchivePlace.release(beside); // a run that was killed leaves it mounted
        OfficeServer.delete(beside);
        orders = new FaultOrders(beside.resolve("orders"));
        place = ArchivePlace.in(beside);
        orders.recordFlushes(place.archive());
        Path agent = FaultAgent.jar(beside.resolve("agent.jar"));
        Map<String, String> settings = new HashMap<>(Map.of(
                "SALEFLEX_OFFICE_GATE_URL",
                gate.url(),
                "SALEFLEX_OFFICE_GATE_TOKEN",
                "gate-token",
                "SALEFLEX_OFFICE_ARCHIVE_DIRECTORY",
                place.archive().toString(),
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1 -javaagent:" + agent + "=" + beside.resolve("orders")));
        for (String limit : List.of("TERMINAL_PER_SECOND", "TERMINAL_BURST", "ADDRESS_PER_SECOND", "ADDRESS_BURST")) {
            settings.put("SALEFLEX_OFFICE_LIMITS_" + limit, "1000000");
        }
        office = new OfficeServer(name, settings);
        office.install(ear);
        office.deleteHome();
        office.start();
    }

    /** Puts faults until the time is over, with comparisons in between and at the end. */
    FaultTable run(Duration time) throws IOException, SQLException {
        Instant end = Instant.now().plus(time).minus(END);
        List<Planned> deck = deck();
        for (FaultKind first :
                List.of(FaultKind.DATABASE_KILLED, FaultKind.SERVER_KILLED)) { // however short the run is
            deck.add(new Planned(first, null, null));
        }
        while (Instant.now().isBefore(end)) {
            Instant endOfRound = Instant.now().plus(ROUND);
            try (Tills tills = open(RATE)) {
                while (Instant.now().isBefore(end) && Instant.now().isBefore(endOfRound)) {
                    if (deck.isEmpty()) {
                        deck.addAll(deck());
                    }
                    put(deck.remove(deck.size() - 1), tills);
                }
                settle(tills);
            }
        }
        return table;
    }

    /** Sells for some time, while GATE is slow but nothing fails, and compares; GATE must get nothing twice. */
    FaultTable sell(Duration time) throws IOException, SQLException {
        gate.mode(Mode.slow(50));
        int before = repeats();
        try (Tills tills = open(RATE)) {
            pause(time);
            settle(tills);
        }
        gate.mode(Mode.well());
        int again = repeats() - before;
        if (again > 0) {
            table.checked(
                    told.documents(), List.of(new Finding(Sort.REPEATED, "GATE", again + " documents arrived again.")));
        }
        return table;
    }

    private int repeats() {
        return gate.tallies().values().stream().mapToInt(TerminalTally::repeats).sum();
    }

    /** Kills the server at a point while tills sell, and compares. */
    FaultTable killAt(FaultPoint point) throws IOException, SQLException {
        try (Tills tills = open(RATE)) {
            put(Planned.at(point, FaultAction.HALT), tills);
            settle(tills);
        }
        return table;
    }

    /** Puts one fault while tills sell, and compares. */
    FaultTable fault(FaultKind kind) throws IOException, SQLException {
        try (Tills tills = open(RATE)) {
            put(new Planned(kind, null, null), tills);
            settle(tills);
        }
        return table;
    }

    /**
     * Sells until everything is archived; then power fails, and the database is lost for good: what was not flushed in
     * the archive is gone. Restores from what is left, and compares.
     */
    FaultTable loseAllButTheArchive() throws IOException, SQLException {
        try (Tills tills = open(RATE)) {
            pause(Duration.ofSeconds(10));
            settle(tills);
        }
        office.killServer();
        orders.losePower(place.archive().resolve("journal"), ".segment");
        keepNoDatabase();
        office.start(restore());
        compare(restWithin);
        return table;
    }

    OutageMeter outageMeter() {
        return new OutageMeter(office);
    }

    /** Sells while archive and GATE are away for some time; first the archive comes back, then GATE; and compares. */
    FaultTable outage(Duration away, OutageMeter meter) throws IOException, SQLException {
        try (Tills tills = open(OUTAGE_RATE)) {
            pause(BESIDE_OUTAGE);
            meter.read("before");
            gate.mode(Mode.down());
            place.vanish(true);
            Duration step = away.dividedBy(READINGS);
            for (int reading = 1; reading <= READINGS; reading++) {
                pause(step);
                meter.read("both away");
            }
            place.vanish(false);
            Instant back = Instant.now();
            if (!await(ARCHIVED_WITHIN, () -> archiveWaits() < tills.tally().accepted() / 100)) {
                stuck.add(new Finding(Sort.STUCK, "archive", archiveWaits() + " entries are not in the archive."));
            }
            System.out.printf("The archive had caught up %d s after it was back.%n", secondsSince(back));
            pause(METER_INTERVAL);
            meter.read("archive is back");
            gate.mode(Mode.well());
            pause(BESIDE_OUTAGE);
            settle(tills, away.plus(restWithin)); // as long as GATE was away
            pause(METER_INTERVAL);
            meter.read("after");
        }
        return table;
    }

    private static long secondsSince(Instant time) {
        return Duration.between(time, Instant.now()).toSeconds();
    }

    private long archiveWaits() {
        return Long.parseLong(office.value("select coalesce(sum(h.entry_no - l.done_upto), 0) from journal_head h"
                + " join lane l on l.terminal_id = h.terminal_id and l.target = 'ARCHIVE'"));
    }

    /** @param rate documents a second, of all tills together */
    private Tills open(int rate) {
        Tills tills = Tills.boot(
                Options.of(
                        "--url",
                        office.api(),
                        "--terminals",
                        "8",
                        "--rate",
                        String.valueOf(rate),
                        "--duration",
                        "7200",
                        "--interval",
                        "2",
                        "--drain",
                        "120",
                        "--close-every",
                        "25",
                        "--resend",
                        "0.1",
                        "--soap",
                        "0.3"),
                tillClock);
        tills.open();
        return tills;
    }

    /** All faults, shuffled: once each that restarts the server, which takes long, and three times the others. */
    private List<Planned> deck() {
        List<Planned> restarting = new ArrayList<>();
        List<Planned> brief = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            boolean needsDisk = kind == FaultKind.ARCHIVE_FULL || kind == FaultKind.ARCHIVE_READ_ONLY;
            if (!needsDisk || place.isDisk()) {
                (RESTARTING.contains(kind) ? restarting : brief).add(new Planned(kind, null, null));
            }
        }
        IN_THE_SERVER.forEach(point -> restarting.add(Planned.at(point, FaultAction.HALT)));
        IN_A_TRANSACTION.forEach(point -> restarting.add(Planned.at(point, FaultAction.KILL_DATABASE)));
        IN_THE_SERVER.forEach(point -> brief.add(Planned.at(point, FaultAction.DELAY)));
        List<Planned> deck = new ArrayList<>(restarting);
        Collections.nCopies(3, brief).forEach(deck::addAll);
        Collections.shuffle(deck, random);
        return deck;
    }

    private void put(Planned fault, Tills tills) throws IOException, SQLException {
        Instant start = Instant.now();
        boolean hit = fault.kind() == null
                ? stopAt(fault.point(), fault.action(), 1 + random.nextInt(MOST_NTH))
                : put(fault.kind());
        table.tried(fault.toString(), hit, Duration.between(start, Instant.now()));
        awaitFlow(fault, tills);
    }

    private boolean stopAt(FaultPoint point, FaultAction action, int nth) {
        orders.arm(point, action, nth, office.home().resolve("postgres"));
        await(POINT_WITHIN, orders::carriedOut);
        boolean hit = orders.disarm();
        if (hit && action != FaultAction.DELAY) {
            office.awaitLauncherEnd();
            office.start();
        }
        return hit;
    }

    private boolean put(FaultKind kind) throws IOException, SQLException {
        switch (kind) {
            case SERVER_KILLED -> {
                office.killServer();
                office.start();
            }
            case DATABASE_KILLED -> {
                office.killDatabase();
                office.start();
            }
            case DATABASE_STOPPED_AT_ONCE -> {
                office.stopDatabaseAtOnce();
                office.start();
            }
            case DATABASE_FROZEN -> {
                office.freezeDatabase(true);
                pauseAWhile();
                office.freezeDatabase(false);
            }
            case DATABASE_LOCKED_OUT -> {
                office.lockOutApplication(true);
                pauseAWhile();
                office.lockOutApplication(false);
            }
            case ARCHIVE_VANISHED -> {
                place.vanish(true);
                pauseAWhile();
                place.vanish(false);
            }
            case ARCHIVE_FULL -> {
                place.fill(true);
                pauseAWhile();
                place.fill(false);
            }
            case ARCHIVE_READ_ONLY -> {
                place.readOnly(true);
                pauseAWhile();
                place.readOnly(false);
            }
            case ARCHIVE_TORN -> {
                office.killServer();
                tearArchive();
                office.start();
            }
            case GATE_DOWN -> gate(Mode.down());
            case GATE_ERRORS -> gate(Mode.error(500).share(0.5));
            case GATE_ANSWERS_LOST -> gate(Mode.of(Mode.Name.DROP_ANSWER).share(0.5));
            case GATE_ANSWERS_CUT -> gate(Mode.of(Mode.Name.CUT).share(0.5));
            case GATE_SLOW -> gate(Mode.slow(1000));
            case GATE_BUSY -> gate(Mode.tooMany(1));
            case GATE_UNAUTHORIZED -> gate(Mode.of(Mode.Name.UNAUTHORIZED));
            case GATE_GARBAGE -> gate(Mode.of(Mode.Name.GARBAGE));
            case HALF_OPEN_CONNECTIONS -> openHalf();
            case TILL_CLOCKS_JUMP -> tillClock.jumpTo(jump());
            case SERVER_CLOCK_JUMPS -> {
                orders.moveClock(jump());
                pauseAWhile();
                orders.moveClock(Duration.ZERO);
            }
            case DATABASE_LOST -> {
                loseDatabase();
                office.start(restore());
            }
            case RESTORE_KILLED -> {
                loseDatabase();
                return restoreKilled();
            }
        }
        return true;
    }

    private void loseDatabase() throws IOException {
        office.stop();
        keepNoDatabase();
    }

    private void keepNoDatabase() throws IOException {
        Files.move(office.home().resolve("postgres"), office.home().resolve("postgres.lost-" + lost++));
    }

    private Map<String, String> restore() {
        return Map.of("OFFICE_RESTORE", place.archive().toString());
    }

    private boolean restoreKilled() {
        FaultPoint point = random.nextBoolean() ? FaultPoint.RESTORED_IN_PART : FaultPoint.MIGRATED;
        orders.arm(point, FaultAction.HALT, 1 + random.nextInt(2), office.home().resolve("postgres"));
        boolean killed = false;
        try {
            office.start(restore());
        } catch (IllegalStateException e) {
            killed = orders.carriedOut();
            if (!killed) {
                throw e;
            }
        }
        orders.disarm();
        if (killed) {
            office.start(restore());
        }
        return killed;
    }

    /** What a crash in the middle of writing leaves behind, in every till's part. */
    private void tearArchive() throws IOException {
        try (Stream<Path> folders = Files.list(place.archive().resolve("journal"))) {
            for (Path folder : folders.toList()) {
                Files.writeString(
                        folder.resolve("open.journal"),
                        "812 0a1b2c3d\n1\t17\thalf a rec",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                Files.writeString(folder.resolve("000000000001-000000000020.segment.partial"), "saleflex-segm");
            }
        }
    }

    private void gate(Mode mode) {
        gate.mode(mode);
        pauseAWhile();
        gate.mode(Mode.well());
    }

    private void openHalf() {
        URI api = URI.create(office.api());
        try {
            for (int i = 0; i < HALF_OPEN; i++) {
                Socket socket = new Socket(InetAddress.getByName(api.getHost()), api.getPort());
                halfOpen.add(socket);
                socket.getOutputStream()
                        .write(("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\nContent-Length: 5000\r\n\r\n"
                                        + "{\"transactions\":[{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By up to a minute and a half, either way. */
    private Duration jump() {
        return Duration.ofSeconds(random.nextInt(181) - 90);
    }

    /** Waits until tills get documents acknowledged again. */
    private void awaitFlow(Planned fault, Tills tills) {
        long before = tills.tally().accepted();
        if (!await(FLOW_WITHIN, () -> tills.tally().accepted() > before + 5)) {
            stuck.add(new Finding(Sort.STUCK, "tills", "No document was acknowledged after " + fault + "."));
        }
    }

    /** Ends all faults, lets everything come to rest, and compares. */
    private void settle(Tills tills) throws IOException, SQLException {
        settle(tills, restWithin);
    }

    private void settle(Tills tills, Duration within) throws IOException, SQLException {
        tillClock.jumpTo(Duration.ZERO);
        for (Socket socket : halfOpen) {
            socket.close();
        }
        halfOpen.clear();
        if (!tills.stop()) {
            stuck.add(new Finding(Sort.STUCK, "tills", "Not everything was acknowledged: " + tills.tally()));
        }
        told.add(tills.ledger());
        compare(within);
    }

    private void compare(Duration within) throws IOException, SQLException {
        boolean rests = await(within, () -> isAtRest() || onlyClosuresWait());
        if (rests && !isAtRest()) {
            // They wait for documents that were lost with a database, which nobody sends any more.
            orders.moveClock(CLOSURE_WAITS);
            rests = await(within, this::isAtRest);
            orders.moveClock(Duration.ZERO);
        }
        if (!rests) {
            stuck.add(new Finding(
                    Sort.STUCK,
                    "server",
                    waiting() + " lanes have not delivered everything, " + parked() + " entries are parked, "
                            + unprojected() + " documents have no projection."));
        }
        List<Finding> found = new ArrayList<>(stuck);
        stuck.clear();
        try (Connection database = office.database()) {
            found.addAll(new StoreChecker(database, place.archive(), gate).check(told));
        }
        table.checked(told.documents(), found);
    }

    private boolean isAtRest() {
        return waiting().equals("0") && unprojected().equals("0");
    }

    /** Whether each lane that has not delivered everything holds a closure back until its period is complete. */
    private boolean onlyClosuresWait() {
        return unprojected().equals("0")
                && office.value(
                                "select count(*) from journal_head h cross join (values ('GATE'), ('ARCHIVE')) t (target)"
                                        + " left join lane l on l.target = t.target and l.terminal_id = h.terminal_id"
                                        + " where h.entry_no > coalesce(l.done_upto, 0) and l.held_entry_no is null")
                        .equals("0");
    }

    private String waiting() {
        return office.value("select count(*) from journal_head h cross join (values ('GATE'), ('ARCHIVE')) t (target)"
                + " where h.entry_no > coalesce((select l.done_upto from lane l where l.target = t.target"
                + " and l.terminal_id = h.terminal_id), 0)");
    }

    private String unprojected() {
        return office.value("select count(*) from journal_entry e where e.kind = 'TRANSACTION'"
                + " and not exists (select from sales_document d where d.id = e.id)");
    }

    private String parked() {
        return office.value("select count(*) from parked where delivered_at is null");
    }

    private void pauseAWhile() {
        pause(Duration.ofMillis(3_000 + random.nextInt(3_000)));
    }

    private static void pause(Duration time) {
        await(time, () -> false);
    }

    /** Waits; returns false if it has not come true in this time. */
    private static boolean await(Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                Thread.sleep(50);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        office.discard();
        gate.close();
        place.close();
    }

    /**
     * A fault of the deck.
     *
     * @param kind null: at a point
     * @param point null: at none
     * @param action null: at no point
     */
    private record Planned(FaultKind kind, FaultPoint point, FaultAction action) {
        static Planned at(FaultPoint point, FaultAction action) {
            return new Planned(null, point, action);
        }

        @Override
        public String toString() {
            return kind == null ? action + " at " + point : kind.toString();
        }
    }
}
