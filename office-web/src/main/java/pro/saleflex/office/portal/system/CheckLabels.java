package pro.saleflex.office.portal.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.archive.check.ArchiveChecks.Backup;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.archive.check.ArchiveChecks.FoundFault;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.check.ArchiveChecks.Running;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;
import pro.saleflex.office.archive.recovery.StoreRecovery.Recovery;
import pro.saleflex.office.archive.recovery.StoreRecovery.RecoveryState;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Figure;
import pro.saleflex.office.portal.Labels;

/** Formats the results of verifications, rehearsals and backups for one viewer. One instance per request. */
final class CheckLabels extends Labels {
    /** More are in the answer of the API. */
    private static final int FAULTS_SHOWN = 10;

    CheckLabels(CurrentUser currentUser) {
        super(currentUser);
    }

    /** Returns the card of the verification. */
    Card verification(CheckState state) {
        Optional<Verification> last = state.verification();
        List<FoundFault> faults = last.map(Verification::faults).orElse(List.of());
        return new Card(
                "verification",
                last.isEmpty() ? Outcome.NONE : last.get().faultCount() == 0 ? Outcome.WELL : Outcome.FAULTY,
                last.filter(found -> found.faultCount() > 0)
                        .map(found -> text("system.verification.FAULTY.what", number(found.faultCount())))
                        .orElse(""),
                running(state.verifying()),
                last.map(this::figures).orElse(List.of()),
                faults.stream()
                        .limit(FAULTS_SHOWN)
                        .map(fault -> new FaultLine(
                                fault.terminal(),
                                fault.file(),
                                fault.entryNo() == 0 ? "" : text("gate.entry.no") + " " + number(fault.entryNo()),
                                fault.finding()))
                        .toList(),
                "",
                "",
                true);
    }

    private List<Figure> figures(Verification last) {
        List<Figure> figures = new ArrayList<>();
        figures.add(ended("verified", last.endedAt()));
        figures.add(
                last.complete()
                        ? Figure.plain("extent", text("system.extent.all"), "")
                        : Figure.plain("extent", text("system.extent.new"), text("system.extent.new.detail")));
        figures.add(Figure.plain("read", number(last.entries()), text("gate.unit.documents")));
        figures.add(took("verification_took", last.startedAt(), last.endedAt()));
        figures.add(last.completeAt()
                .map(at -> ended("complete", at))
                .orElseGet(() -> Figure.plain("complete", "\u2013", text("system.figure.sealed.none"))));
        return figures;
    }

    /** Returns the card of the rehearsal. */
    Card rehearsal(CheckState state) {
        Optional<Rehearsal> last = state.rehearsal();
        return new Card(
                "rehearsal",
                last.isEmpty() ? Outcome.NONE : last.get().fault().isEmpty() ? Outcome.WELL : Outcome.FAULTY,
                "",
                running(state.rehearsing()),
                last.map(found -> List.of(
                                ended("rehearsed", found.endedAt()),
                                Figure.plain("restored", number(found.entries()), text("gate.unit.documents")),
                                Figure.plain("took_room", bytes(found.bytes()), ""),
                                took("rehearsal_took", found.startedAt(), found.endedAt())))
                        .orElse(List.of()),
                List.of(),
                last.flatMap(Rehearsal::fault).orElse(""),
                "",
                true);
    }

    /** Returns the card of the backup. */
    Card backup(CheckState state) {
        Optional<Backup> last = state.backup();
        boolean well = last.filter(backup -> backup.fault().isEmpty()).isPresent();
        return new Card(
                "backup",
                last.isEmpty() ? Outcome.NONE : well ? Outcome.WELL : Outcome.FAULTY,
                "",
                state.backingUp().map(this::percent).orElse(""),
                last.filter(backup -> well)
                        .map(backup -> List.of(
                                ended("backed_up", backup.endedAt()),
                                Figure.plain("backup_size", bytes(backup.bytes()), ""),
                                Figure.plain("backup_rows", number(backup.rows()), text("system.unit.rows")),
                                took("backup_took", backup.startedAt(), backup.endedAt())))
                        .orElse(List.of()),
                List.of(),
                last.flatMap(Backup::fault).orElse(""),
                last.filter(backup -> well).map(Backup::file).orElse(""),
                true);
    }

    /** Returns the card of the recovery of a lost store. */
    Card recovery(RecoveryState state) {
        Optional<Recovery> ended = state.last().filter(last -> last.endedAt().isPresent());
        boolean waits = state.last().isPresent() && ended.isEmpty();
        boolean well = ended.filter(last -> last.fault().isEmpty()).isPresent();
        Outcome faulty = ended.filter(Recovery::recovered).isPresent() ? Outcome.PARTLY : Outcome.FAULTY;
        return new Card(
                "recovery",
                ended.isEmpty() ? Outcome.NONE : well ? Outcome.WELL : faulty,
                "",
                waits ? text(state.empty() ? "system.recovery.waits" : "system.recovery.lapsed") : "",
                ended.filter(Recovery::recovered)
                        .map(last -> List.of(
                                ended("recovered", last.endedAt().get()),
                                Figure.plain(
                                        "recovered_documents", number(last.entries()), text("gate.unit.documents")),
                                Figure.plain("recovered_tills", number(last.terminals()), "")))
                        .orElse(List.of()),
                List.of(),
                ended.flatMap(Recovery::fault).orElse(""),
                "",
                state.possible());
    }

    private String percent(Running running) {
        return running.startedAt().isEmpty()
                ? text("system.backup.waits")
                : text("system.backup.runs", number(running.done()));
    }

    private Figure ended(String key, Instant at) {
        return new Figure(key, time(at, null), "", at.toEpochMilli(), "");
    }

    private Figure took(String key, Instant from, Instant to) {
        return Figure.plain(key, duration(Duration.between(from, to)), "");
    }

    private String running(Optional<Running> running) {
        return running.map(now -> now.startedAt().isEmpty()
                        ? text("system.check.waits")
                        : now.total() == 0
                                ? text("system.check.runs")
                                : text(
                                        "system.check.runs.at",
                                        number(now.done()),
                                        number(now.total()),
                                        number(now.entries())))
                .orElse("");
    }

    /** How the last one ended. */
    public enum Outcome {
        /** There was none. */
        NONE("", "NEVER_SEEN"),
        /** It found no fault. */
        WELL("online", "ONLINE"),
        /** It ended, but not everything is as it was. */
        PARTLY("late", "alert"),
        /** It found a fault, or failed. */
        FAULTY("silent", "alert");

        private final String tone;
        private final String icon;

        Outcome(String tone, String icon) {
            this.tone = tone;
            this.icon = icon;
        }

        /** Returns its CSS class. */
        public String getTone() {
            return tone;
        }

        /** Returns its icon in {@code icons.xhtml}. */
        public String getIcon() {
            return icon;
        }
    }

    /**
     * What is known of the verification, the rehearsal, the backup or the recovery.
     *
     * @param key of its texts, behind {@code system.}
     * @param outcome of the last one
     * @param what the outcome in a sentence; empty: that of the texts
     * @param running that one was asked for or is going on, as a sentence; empty: none is
     * @param figures of the last one
     * @param faults that the last one found
     * @param reason why the last one failed, in English; empty: it did not, or the faults say so
     * @param file that the last one wrote; empty: none
     * @param askable whether an administrator may ask for one
     */
    public record Card(
            String key,
            Outcome outcome,
            String what,
            String running,
            List<Figure> figures,
            List<FaultLine> faults,
            String reason,
            String file,
            boolean askable) {}

    /**
     * A fault.
     *
     * @param terminal whose documents; empty: nobody's
     * @param file where
     * @param entry the document, as text; empty: none
     * @param finding what is wrong, in English
     */
    public record FaultLine(String terminal, String file, String entry, String finding) {}
}
