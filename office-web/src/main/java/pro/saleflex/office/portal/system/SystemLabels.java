package pro.saleflex.office.portal.system;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pro.saleflex.office.archive.ArchiveDisk.Space;
import pro.saleflex.office.archive.ArchiveMeter.Reading;
import pro.saleflex.office.archive.ArchiveRoom;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.Archives.SingleCopies;
import pro.saleflex.office.intake.DiskSpace.FreeSpace;
import pro.saleflex.office.platform.Build;
import pro.saleflex.office.platform.Timers.TimerRun;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Figure;
import pro.saleflex.office.portal.Labels;

/** Formats the state of this server for one viewer. One instance per request. */
final class SystemLabels extends Labels {
    private static final String NO_VALUE = "\u2013";

    SystemLabels(CurrentUser currentUser) {
        super(currentUser);
    }

    /** Returns the figures of the archive. */
    List<Figure> archive(Reading reading) {
        ArchiveState state = reading.state();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.plain("archived", number(state.archived()), text("gate.unit.documents")));
        figures.add(new Figure(
                "waiting",
                number(state.waiting()),
                text("gate.unit.documents"),
                null,
                reading.failing() && state.waiting() > 0 ? "bad" : ""));
        figures.add(moment("oldest", state.oldest(), text("gate.figure.oldest.none")));
        figures.add(moment("sealed", state.sealedAt(), text("system.figure.sealed.none")));
        figures.add(free(state.space()));
        figures.add(days(reading.daysLeft()));
        return figures;
    }

    private Figure moment(String key, Optional<Instant> at, String none) {
        return at.map(moment -> new Figure(key, time(moment, null), "", moment.toEpochMilli(), ""))
                .orElseGet(() -> Figure.plain(key, NO_VALUE, none));
    }

    private Figure free(Optional<Space> space) {
        return space.map(known -> Figure.plain(
                        "free", bytes(known.freeBytes()), text("system.figure.free.of", bytes(known.totalBytes()))))
                .orElseGet(() -> Figure.plain("free", NO_VALUE, text("system.figure.free.unknown")));
    }

    private Figure days(Optional<Long> days) {
        return days.map(known -> Figure.plain(
                        "days",
                        known >= ArchiveRoom.MOST_DAYS
                                ? text("gate.figure.room.long", number(ArchiveRoom.MOST_DAYS))
                                : text("gate.figure.room.days", number(known)),
                        text("system.figure.days.rate")))
                .orElseGet(() -> Figure.plain("days", NO_VALUE, text("system.figure.days.unknown")));
    }

    /** Returns what the documents in one place only are worth, one text per currency. */
    List<String> values(SingleCopies single) {
        return single.values().entrySet().stream()
                .map(value -> money(value.getValue(), value.getKey()))
                .toList();
    }

    /** Returns the figures of the database. */
    List<Figure> database(long bytes, long entries) {
        return List.of(
                Figure.plain("size", bytes(bytes), ""),
                Figure.plain("entries", number(entries), text("gate.unit.documents")));
    }

    /**
     * Returns the line of a watched disk.
     *
     * @param minimum with less, in MB, tills get 503
     * @param warning with less, in MB, there is an alert
     */
    DiskLine disk(FreeSpace disk, long minimum, long warning) {
        String state = disk.freeMegabytes() < minimum ? "FULL" : disk.freeMegabytes() < warning ? "LOW" : "ENOUGH";
        return new DiskLine(
                disk.directory().toString(),
                bytes(disk.freeMegabytes() << 20),
                state,
                text("system.disk." + state, number(state.equals("FULL") ? minimum : warning)));
    }

    /** Returns the line of a regular job. */
    JobLine job(TimerRun run) {
        String state =
                run.stale() ? "STALE" : run.failures() > 0 ? "FAILING" : run.lastRun() == null ? "NEVER" : "RUNNING";
        return new JobLine(
                run.name(),
                time(run.lastRun(), null),
                run.lastRun() == null ? null : run.lastRun().toEpochMilli(),
                state,
                text("system.job." + state, run.failures(), number(run.failures())));
    }

    /** Returns the names of the jobs in a state, as text. */
    static String names(List<JobLine> jobs, String state) {
        return jobs.stream()
                .filter(job -> job.state().equals(state))
                .map(JobLine::name)
                .collect(Collectors.joining(", "));
    }

    /** Returns the commit that the application was built from. */
    String commit(Build build) {
        return build.committedAt()
                .map(at -> text(
                        build.changed() ? "system.build.changed" : "system.build.commit",
                        build.commit(),
                        time(at, null)))
                .orElseGet(() -> text("system.build.unknown"));
    }

    /**
     * A watched disk.
     *
     * @param directory on it
     * @param free space, as text
     * @param state {@code ENOUGH}, {@code LOW} or {@code FULL}
     * @param word the same as text, with what to do
     */
    public record DiskLine(String directory, String free, String state, String word) {
        /** Returns the CSS class of its tag. */
        public String tone() {
            return switch (state) {
                case "ENOUGH" -> "good";
                case "LOW" -> "warning";
                default -> "bad";
            };
        }
    }

    /**
     * A regular job.
     *
     * @param name as the log and the health answer name it
     * @param last when it last ran, as text; empty: never
     * @param lastMillis the same in milliseconds since the epoch; null: never
     * @param state {@code RUNNING}, {@code FAILING}, {@code STALE} or {@code NEVER}
     * @param word the same as text
     */
    public record JobLine(String name, String last, Long lastMillis, String state, String word) {
        /** Returns the CSS class of its tag. */
        public String tone() {
            return switch (state) {
                case "RUNNING" -> "good";
                case "NEVER" -> "calm";
                case "FAILING" -> "warning";
                default -> "bad";
            };
        }
    }
}
