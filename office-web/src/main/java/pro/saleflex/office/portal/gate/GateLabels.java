package pro.saleflex.office.portal.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.gate.health.DiskHeadroom;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Figure;
import pro.saleflex.office.portal.Labels;
import pro.saleflex.office.portal.live.LiveGate.Now;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.terminal.TerminalRef;

/** Formats the GATE link and the delivery to it for one viewer. One instance per request. */
public final class GateLabels extends Labels {
    private static final long MOST_DAYS = 3650;

    private final Instant now;

    /** Creates the labels for a viewer; durations and waiting times are as of {@code now}. */
    public GateLabels(CurrentUser currentUser, Instant now) {
        super(currentUser);
        this.now = now;
    }

    /** Returns the link as it is now. */
    public LinkView link(Now current) {
        boolean configured = current.link().state() != LinkState.NOT_CONFIGURED;
        return link(
                current.link(),
                now,
                configured ? text("gate.waiting", number(current.progress().waiting())) : "");
    }

    /** Returns the earlier states of the link, latest first, each with how long it lasted. */
    List<LinkView> past(List<StateSince> history) {
        List<LinkView> past = new ArrayList<>();
        for (int i = 1; i < history.size(); i++) {
            past.add(link(history.get(i), history.get(i - 1).at(), ""));
        }
        return past;
    }

    private LinkView link(StateSince since, Instant until, String waiting) {
        return new LinkView(
                since.state(),
                since.reason(),
                time(since.at(), null),
                since.at().toEpochMilli(),
                duration(Duration.between(since.at(), until)),
                waiting);
    }

    /** Returns the figures of the server as a whole. */
    List<Figure> figures(Whole whole) {
        Progress progress = whole.now().progress();
        boolean configured = whole.now().link().state() != LinkState.NOT_CONFIGURED;
        List<Figure> figures = new ArrayList<>();
        figures.add(
                Figure.plain(configured ? "waiting" : "kept", number(progress.waiting()), text("gate.unit.documents")));
        figures.add(new Figure(
                "parked",
                number(progress.parked()),
                text("gate.unit.documents"),
                null,
                progress.parked() > 0 ? "bad" : ""));
        if (configured) {
            figures.add(progress.oldest()
                    .map(oldest -> new Figure("oldest", time(oldest, null), "", oldest.toEpochMilli(), ""))
                    .orElseGet(() -> Figure.plain("oldest", "–", text("gate.figure.oldest.none"))));
            figures.add(Figure.plain("rate", number(progress.perSecond(), 2), text("gate.unit.rate")));
            figures.add(finish(progress));
        }
        figures.add(room(whole.room()));
        return figures;
    }

    private Figure finish(Progress progress) {
        if (progress.waiting() == 0) {
            return Figure.plain("finish", "–", text("gate.figure.oldest.none"));
        }
        return progress.finish()
                .map(finish -> Figure.plain("finish", duration(finish), text("gate.figure.finish.rest")))
                .orElseGet(() -> Figure.plain(
                        "finish",
                        "–",
                        text(progress.perSecond() > 0 ? "gate.figure.finish.none" : "gate.figure.finish.stopped")));
    }

    private Figure room(Optional<DiskHeadroom> room) {
        return room.map(known -> Figure.plain(
                        "room",
                        known.days() >= MOST_DAYS
                                ? text("gate.figure.room.long", number(MOST_DAYS))
                                : text("gate.figure.room.days", number(known.days())),
                        text(
                                "gate.figure.room.free",
                                number(known.freeMegabytes()),
                                number(known.megabytesPerDay(), 1))))
                .orElseGet(() -> Figure.plain("room", "–", text("gate.figure.room.unknown")));
    }

    /** Returns the row of a terminal: how far its journal has been delivered. */
    TerminalRow row(TerminalRef terminal, LaneView lane, LinkState link) {
        return new TerminalRow(
                terminal,
                lane,
                number(lane.waiting()),
                number(lane.delivered()),
                number(lane.parked()),
                number(lane.discarded()),
                time(lane.oldestAt(), terminal.store()),
                nextStep(terminal, lane, link));
    }

    private String nextStep(TerminalRef terminal, LaneView lane, LinkState link) {
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
            return text("gate.till.held", time(lane.nextAttemptAt(), terminal.store()));
        }
        if (lane.failingSince() == null) {
            return text(link == LinkState.DOWN ? "gate.till.away" : "gate.till.next");
        }
        String failing = text("gate.till.failing", time(lane.failingSince(), terminal.store()));
        return failing + " "
                + (link == LinkState.DOWN || !lane.nextAttemptAt().isAfter(now)
                        ? text(link == LinkState.DOWN ? "gate.till.away" : "gate.till.again")
                        : text("gate.till.again.at", time(lane.nextAttemptAt(), terminal.store())));
    }
}
