package pro.saleflex.office.archive;

import java.io.IOException;
import java.nio.file.Path;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.testing.TestApplication;

/** Does what the archive's writer does by itself on a server. */
public final class ArchiveAccess {
    private ArchiveAccess() {}

    /** Archives everything that has come, with a snapshot of the configuration if it changed. */
    public static void write(TestApplication app) {
        app.bean(ArchiveWriter.class).look(true);
    }

    /** Writes a snapshot of the configuration if one is due, but no entries. */
    public static void writeConfigurationOnly(TestApplication app, Path folder, ArchiveKey key) throws IOException {
        app.bean(ConfigSnapshots.class).takeIfDue(folder, key, () -> {});
    }

    /** Archives new entries, as between two snapshots. */
    public static void writeEntriesOnly(TestApplication app) throws IOException {
        while (app.bean(Archiver.class).archive()) {
            // there is more
        }
    }
}
