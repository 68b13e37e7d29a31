package pro.saleflex.office.portal.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.link.LinkHistory.Since;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.gate.health.DiskHeadroom;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Labels;
import pro.saleflex.office.portal.live.LiveGate.Now;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.terminal.TerminalRef;

/** Puts the link to GATE, and how far documents are on their way there, into the viewer's words. One for a request. */
public final class GateLabels extends Labels {
    private static final long MOST_DAYS = 3650;

    private final Instant moment;

    /** For this viewer, at this moment. */
    public GateLabels(CurrentUser currentUser, Instant moment) {
        super(currentUser);
        this.moment = moment;
    }

    /** The link as it is now. */
    public LinkView link(Now now) {
        boolean there = now.link().state() != LinkState.NOT_CONFIGURED;
        return link(
                now.link(),
                moment,
                there ? text("gate.waiting", number(now.progress().waiting())) : "");
    }

    /** The states that were before, the latest first, each with how long it lasted. */
    List<LinkView> past(List<Since> history) {
        List<LinkView> past = new ArrayList<>();
        for (int i = 1; i < history.size(); i++) {
            past.add(link(history.get(i), history.get(i - 1).at(), ""));
        }
        return past;
    }

    private LinkView link(Since since, Instant until, String waiting) {
        return new LinkView(
                since.state(),
                since.reason(),
                time(since.at(), null),
                since.at().toEpochMilli(),
                duration(Duration.between(since.at(), until)),
                waiting);
    }

    /** The figures of this server as a whole. */
    List<Figure> figures(Whole whole) {
        Progress progress = whole.now().progress();
        boolean there = whole.now().link().state() != LinkState.NOT_CONFIGURED;
        List<Figure> figures = new ArrayList<>();
        figures.add(figure(there ? "waiting" : "kept", number(progress.waiting()), text("gate.unit.documents")));
        figures.add(new Figure(
                "parked",
                number(progress.parked()),
                text("gate.unit.documents"),
                null,
                progress.parked() > 0 ? "bad" : ""));
        if (there) {
            figures.add(progress.oldest()
                    .map(oldest -> new Figure("oldest", time(oldest, null), "", oldest.toEpochMilli(), ""))
                    .orElseGet(() -> figure("oldest", "–", text("gate.figure.oldest.none"))));
            figures.add(figure("rate", number(progress.perSecond(), 2), text("gate.unit.rate")));
            figures.add(finish(progress));
        }
        figures.add(room(whole.room()));
        return figures;
    }

    private Figure finish(Progress progress) {
        if (progress.waiting() == 0) {
            return figure("finish", "–", text("gate.figure.oldest.none"));
        }
        return progress.finish()
                .map(finish -> figure("finish", duration(finish), text("gate.figure.finish.rest")))
                .orElseGet(() -> figure(
                        "finish",
                        "–",
                        text(progress.perSecond() > 0 ? "gate.figure.finish.none" : "gate.figure.finish.stopped")));
    }

    private Figure room(Optional<DiskHeadroom> room) {
        return room.map(known -> figure(
                        "room",
                        known.days() >= MOST_DAYS
                                ? text("gate.figure.room.long", number(MOST_DAYS))
                                : text("gate.figure.room.days", number(known.days())),
                        text(
                                "gate.figure.room.free",
                                number(known.freeMegabytes()),
                                number(known.megabytesPerDay(), 1))))
                .orElseGet(() -> figure("room", "–", text("gate.figure.room.unknown")));
    }

    private static Figure figure(String key, String value, String detail) {
        return new Figure(key, value, detail, null, "");
    }

    /** A terminal, and how far its journal is. */
    TerminalRow till(TerminalRef till, LaneView lane, LinkState link) {
        return new TerminalRow(
                till,
                lane,
                number(lane.waiting()),
                number(lane.delivered()),
                number(lane.parked()),
                number(lane.discarded()),
                time(lane.oldestAt(), till.store()),
                happens(till, lane, link));
    }

    private String happens(TerminalRef till, LaneView lane, LinkState link) {
        if (lane.waiting() == 0) {
            return text(lane.parked() > 0 ? "gate.till.others" : "gate.till.done");
        }
        if (link == LinkState.NOT_CONFIGURED) {
            return text("gate.till.kept");
        }
        if (lane.sending()) {
            return text("gate.till.sending");
        }
        if (lane.held()) {
            return text("gate.till.held", time(lane.nextAttemptAt(), till.store()));
        }
        if (lane.failingSince() == null) {
            return text(link == LinkState.DOWN ? "gate.till.away" : "gate.till.next");
        }
        String failing = text("gate.till.failing", time(lane.failingSince(), till.store()));
        return failing + " "
                + (link == LinkState.DOWN || !lane.nextAttemptAt().isAfter(moment)
                        ? text(link == LinkState.DOWN ? "gate.till.away" : "gate.till.again")
                        : text("gate.till.again.at", time(lane.nextAttemptAt(), till.store())));
    }

    /**
     * A figure, with its definition under its key in the texts.
     *
     * @param key which
     * @param value in words; an exact time when {@code at} is there
     * @param detail its unit, or what else is to be said
     * @param at for the page's clock, which says how long ago that was; null: it is no time
     * @param tone {@code bad}, or empty
     */
    public record Figure(String key, String value, String detail, Long at, String tone) {}
}
