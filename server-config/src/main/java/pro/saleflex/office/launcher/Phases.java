package pro.saleflex.office.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints progress on the console, with the seconds since the start. */
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

    /** Prints lines without a time. */
    void block(String lines) {
        out.println(lines);
        out.flush();
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Returns the seconds between two values of {@link System#nanoTime()}, as text. */
    static String seconds(long fromNanos, long toNanos) {
        return String.format(Locale.ROOT, "%.1f s", (toNanos - fromNanos) / 1e9);
    }
}
