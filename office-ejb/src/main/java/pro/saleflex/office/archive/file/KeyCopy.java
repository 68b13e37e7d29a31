package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The copy of a key file that the rows of a snapshot are encrypted with, beside the snapshot: {@code
 * office-<UTC time>.key}. It holds the key wrapped by the archive's key with AES-256-GCM: nonce, cipher text, tag. Each
 * snapshot has its own, because a key that was replaced is still needed for older snapshots.
 */
public final class KeyCopy {
    private static final String DUMP = ".dump";
    private static final String ENDING = ".key";

    private KeyCopy() {}

    /** Where the copy for a snapshot lies. */
    public static Path of(Path snapshot) {
        String name = snapshot.getFileName().toString();
        return snapshot.resolveSibling(name.substring(0, name.length() - DUMP.length()) + ENDING);
    }

    /** Writes the copy for a snapshot; none if there is no key file, because then no row needs it. */
    public static void write(Path snapshot, Path keyFile, ArchiveKey key) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(keyFile);
        } catch (NoSuchFileException e) {
            return;
        }
        Folders.writeNew(of(snapshot), key.encrypt(bytes));
    }

    /**
     * Puts a key file back that belongs to a restored snapshot. One that is there stays as it is.
     *
     * @throws DamagedArchiveException the copy was changed
     * @throws IOException the copy cannot be read, or the key file not be written
     */
    public static Outcome restore(Path snapshot, ArchiveKey key, Path keyFile) throws IOException {
        Optional<Path> copy = latest(snapshot);
        if (copy.isEmpty()) {
            return Outcome.NONE;
        }
        byte[] bytes = key.decrypt(Files.readAllBytes(copy.get()));
        if (Files.exists(keyFile)) {
            return Arrays.equals(bytes, Files.readAllBytes(keyFile)) ? Outcome.THERE : Outcome.ANOTHER_THERE;
        }
        Folders.writeSecret(keyFile, bytes);
        return Outcome.RESTORED;
    }

    /** That of the snapshot, or the last one before: a crash may have been in between. */
    private static Optional<Path> latest(Path snapshot) throws IOException {
        Path own = of(snapshot);
        try (Stream<Path> files = Files.list(own.toAbsolutePath().getParent())) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING)
                            && file.getFileName().compareTo(own.getFileName()) <= 0)
                    .max(Comparator.comparing(Path::getFileName));
        }
    }

    /** What became of a key file. */
    public enum Outcome {
        /** It was put back. */
        RESTORED,
        /** It is there already. */
        THERE,
        /** Another one is there, which does not belong to the snapshot. */
        ANOTHER_THERE,
        /** The archive has no copy, because the store had no such key. */
        NONE
    }
}
