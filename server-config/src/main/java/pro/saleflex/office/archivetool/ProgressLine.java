package pro.saleflex.office.archivetool;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import pro.saleflex.office.archive.dump.DumpProgress;

/** Prints where a dump or a load is: at every new phase or table, and every few seconds. */
class ProgressLine implements DumpProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int MIB = 1 << 20;

    private final PrintStream out;
    private final Clock clock;
    private Phase phase;
    private Instant next = Instant.MIN;

    ProgressLine(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void report(Phase at, String table, long rows, long done, long total) {
        Instant now = clock.instant();
        if (at != phase || now.isAfter(next)) {
            phase = at;
            next = now.plus(INTERVAL);
            out.println(
                    total == 0
                            ? words(at)
                            : String.format(
                                    Locale.ROOT,
                                    "%s: %d of %d MB, %s, %d rows",
                                    words(at),
                                    done / MIB,
                                    total / MIB,
                                    table,
                                    rows));
        }
    }

    private static String words(Phase phase) {
        return switch (phase) {
            case DUMP -> "Reading the database";
            case CHECK -> "Checking the file";
            case MIGRATE -> "Creating or updating tables";
            case LOAD -> "Loading";
        };
    }
}
