package pro.saleflex.office.archive.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.archive.restore.ArchiveRestore.Report;
import pro.saleflex.office.archive.restore.ArchiveRestore.RestoredTerminal;
import pro.saleflex.office.reference.CashierCodes;

/** Says in lines what was restored, for whoever ran the restore. */
public final class RestoreText {
    private RestoreText() {}

    /** Says what became of the key of cashiers' codes. */
    public static String ofKey(KeyCopy.Outcome outcome, Path home) {
        Path file = home.resolve(CashierCodes.KEY_FILE);
        return switch (outcome) {
            case RESTORED -> "The key of cashiers' codes is back in " + file + ".";
            case THERE -> "The key of cashiers' codes is in " + file + ".";
            case ANOTHER_THERE ->
                file + " holds another key: cashiers' codes cannot be read with it. Move it away and"
                        + " put back the right one, or import the master data again.";
            case NONE -> "The archive holds no key of cashiers' codes.";
            case DAMAGED ->
                "The archive's copies of the key of cashiers' codes are damaged: put back the file from elsewhere as "
                        + file + ", or import the master data again.";
        };
    }

    /** The lines: the snapshot, each till with its entries in the archive and in the database, and every fault. */
    public static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        report.passedOver().forEach(reason -> lines.add("A newer snapshot cannot be used: " + reason));
        lines.add("Configuration of " + report.configuration().header().createdAt() + ", "
                + report.configuration().rows() + " rows of "
                + report.configuration().tables().size() + " tables");
        long entries = 0;
        for (RestoredTerminal terminal : report.terminals()) {
            entries += terminal.stored();
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %,12d entries in the archive, %,12d in the database; last hash %s",
                    terminal.terminal(),
                    terminal.archived().entries(),
                    terminal.stored(),
                    terminal.archived().lastChainHash()));
            if (terminal.gateUpto() > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-24s entries %,d to %,d are not in the archive; GATE has them",
                        terminal.terminal(),
                        terminal.lastEntryNo() + 1,
                        terminal.gateUpto()));
            }
        }
        report.faults()
                .forEach(fault -> lines.add("Not restored from entry " + fault.entryNo() + " on, "
                        + fault.file().getFileName() + ": " + fault.finding()));
        lines.add(String.format(
                Locale.ROOT,
                "%,d entries of %,d tills are restored%s",
                entries,
                report.terminals().size(),
                report.faults().isEmpty() ? ", each verified." : "; see the faults above."));
        lines.add(
                "Entry numbers go on at the next multiple of 1,000,000: those between may have been given to documents"
                        + " that were lost.");
        return lines;
    }
}
