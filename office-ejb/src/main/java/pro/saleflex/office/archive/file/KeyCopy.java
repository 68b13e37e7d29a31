package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
     * @throws IOException the folder cannot be read, or the key file not be written
     */
    public static Outcome restore(Path snapshot, ArchiveKey key, Path keyFile) throws IOException {
        List<Path> copies = upTo(snapshot);
        Optional<byte[]> sound =
                copies.stream().flatMap(copy -> decrypt(copy, key).stream()).findFirst();
        if (sound.isEmpty()) {
            return copies.isEmpty() ? Outcome.NONE : Outcome.DAMAGED;
        }
        if (Files.exists(keyFile)) {
            return Arrays.equals(sound.get(), Files.readAllBytes(keyFile)) ? Outcome.THERE : Outcome.ANOTHER_THERE;
        }
        Folders.writeSecret(keyFile, sound.get());
        return Outcome.RESTORED;
    }

    /**
     * Those of the snapshot and of earlier ones, the latest first: a crash may have been before the snapshot's own was
     * written, and a damaged one hardly ever differs from the one before.
     */
    private static List<Path> upTo(Path snapshot) throws IOException {
        Path own = of(snapshot);
        return in(own.toAbsolutePath().getParent()).stream()
                .filter(file -> file.getFileName().compareTo(own.getFileName()) <= 0)
                .toList();
    }

    /** The copies in a folder, the latest first. */
    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    /** The key in a copy; empty: it cannot be read, or was changed. */
    private static Optional<byte[]> decrypt(Path copy, ArchiveKey key) {
        try {
            return Optional.of(key.decrypt(Files.readAllBytes(copy)));
        } catch (IOException e) { // whoever needs none of them still gets the rest
            return Optional.empty();
        }
    }

    /** Returns the copies in a folder that cannot be read or were changed, the latest first. */
    public static List<Path> damaged(Path folder, ArchiveKey key) throws IOException {
        return in(folder).stream()
                .filter(copy -> decrypt(copy, key).isEmpty() && Files.exists(copy)) // deleted meanwhile: not damaged
                .toList();
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
        NONE,
        /** All copies that the archive has were changed or cannot be read. */
        DAMAGED
    }
}
