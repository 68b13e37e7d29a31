package pro.saleflex.office.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Console output of a run: start, a line a second, summary. */
final class Progress {
    private final Tills tills;
    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    Progress(Tills tills, PrintStream out) {
        this.tills = tills;
        this.out = out;
    }

    void start(Options options) {
        tills.refusals().forEach((code, reason) -> out.println(code + " could not start: " + reason));
        out.printf(
                "%s of %s tills ready at %s, seed %s, run %s%n",
                tills.all().size(), options.terminals(), options.url(), options.seed(), options.run());
    }

    /** Prints a line a second until the time is over or the shop closes. */
    void until(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        Duration second = Duration.ofSeconds(1);
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (tills.closedWithin(left < second.toNanos() ? Duration.ofNanos(left) : second)) {
                return;
            }
            line();
        }
    }

    private void line() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        out.println(seconds + " s: " + tills.tally() + ", " + tills.tally().latencies());
    }

    void end(boolean allDelivered) {
        Tally tally = tills.tally();
        out.println();
        out.println("sent           " + tally.sent() + " of " + tally.made() + " documents made");
        out.println("accepted       " + tally.accepted());
        out.println("re-sent        " + tally.resent());
        out.println("rejected       " + tally.rejected());
        out.println("failed         " + tally.failed());
        out.println("still waiting  " + tally.waiting());
        out.println("closures       " + tally.closures() + " (" + tally.refreshes() + " refreshes)");
        out.println("latency        " + tally.latencies());
        tills.all().stream()
                .filter(till -> till.oldestFailure() != null)
                .limit(3)
                .forEach(till -> out.println(till.code() + " still holds " + till.oldestFailure()));
        out.println(allDelivered ? "All was acknowledged." : "Not everything was acknowledged.");
    }
}
