package pro.saleflex.office.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the terminal what goes on, with the seconds since the start. */
final class Phases {
    private final PrintStream out;
    private final long started = System.nanoTime();

    Phases(PrintStream out) {
        this.out = out;
    }

    /** Prints one line of progress. */
    void say(String what) {
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", sinceStart().toMillis() / 1000.0, what);
        out.flush();
    }

    /** Prints lines as they are. */
    void block(String lines) {
        out.println(lines);
        out.flush();
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Seconds between two moments of {@link System#nanoTime()}, for people. */
    static String seconds(long fromNanos, long toNanos) {
        return String.format(Locale.ROOT, "%.1f s", (toNanos - fromNanos) / 1e9);
    }
}
