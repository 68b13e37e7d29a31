package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import pro.saleflex.office.archive.file.ArchiveKey;

/** The key that an option names. */
final class KeyFile {
    private KeyFile() {}

    /** Reads it; null: none is named. */
    static ArchiveKey read(Optional<String> file) throws IOException {
        return file.isPresent() ? ArchiveKey.read(Path.of(file.get())) : null;
    }
}
