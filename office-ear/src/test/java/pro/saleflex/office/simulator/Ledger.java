package pro.saleflex.office.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records every document the server acknowledged, to compare with the journal afterwards: one line each, {@code head id
 * TAB transaction_unique_id TAB terminal code TAB receipt number TAB total amount}. The line is written and flushed
 * before anything else happens to the document, so that a killed simulator has lost none. Acknowledged closures are kept in
 * memory only.
 */
public final class Ledger implements AutoCloseable {
    private final Writer file;
    private final List<String> lines = new ArrayList<>();
    private final List<String> closures = new ArrayList<>();

    private Ledger(Writer file) {
        this.file = file;
    }

    /** Opens a ledger in the given file, which is overwritten, or in memory if {@code file} is null. */
    static Ledger of(Path file) {
        try {
            return new Ledger(file == null ? null : Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger " + file, e);
        }
    }

    synchronized void acknowledged(Documents.Document document, String terminal) {
        Documents.Opened opened = document.opened();
        String line = String.join(
                "\t",
                document.id(),
                opened.uniqueId(),
                terminal,
                String.valueOf(opened.receiptNumber()),
                document.basket().total().toPlainString());
        if (file == null) {
            lines.add(line);
            return;
        }
        try {
            file.write(line + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger", e);
        }
    }

    synchronized void acknowledgedClosure(String id, String terminal) {
        closures.add(id + "\t" + terminal);
    }

    /** The closures so far: {@code id TAB terminal code}. */
    public synchronized List<String> closures() {
        return List.copyOf(closures);
    }

    /** The lines so far; empty if they went to a file. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the ledger", e);
        }
    }
}
