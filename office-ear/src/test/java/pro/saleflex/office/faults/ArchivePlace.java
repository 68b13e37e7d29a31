package pro.saleflex.office.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The archive's disk: a file system in memory of its own where this user may mount one, else a plain directory. */
final class ArchivePlace implements AutoCloseable {
    private static final String NAME = "archive-disk";
    private static final String SIZE = "512m";
    private static final boolean MOUNT = Files.isExecutable(Path.of("/bin/mount"));

    private final Path directory;
    private final boolean mounted;

    private ArchivePlace(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static ArchivePlace in(Path parent) {
        try {
            Path directory = Files.createDirectories(parent.resolve(NAME));
            boolean mounted = MOUNT
                    && run(List.of("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString())) == 0;
            return new ArchivePlace(directory, mounted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a mount that an earlier run left behind. */
    static void release(Path parent) {
        if (MOUNT && Files.isDirectory(parent.resolve(NAME))) {
            run(List.of("umount", "-l", parent.resolve(NAME).toString())); // fails if nothing is mounted
        }
    }

    /** The directory for the server's setting. */
    Path archive() {
        return directory.resolve("archive");
    }

    /** Whether it is a disk of its own, which can be full or read-only. */
    boolean isDisk() {
        return mounted;
    }

    /** Replaces the archive by an empty directory, as a mount point without its disk; or brings it back. */
    void vanish(boolean gone) throws IOException {
        Path away = directory.resolve("away");
        if (gone) {
            Files.move(archive(), away);
            Files.createDirectory(archive());
        } else {
            Files.delete(archive());
            Files.move(away, archive());
        }
    }

    /** Takes all room but some blocks, so that writing fails in the middle; or gives it back. */
    void fill(boolean full) throws IOException {
        Path ballast = directory.resolve("ballast");
        if (!full) {
            Files.delete(ballast);
            return;
        }
        long free = Files.getFileStore(directory).getUsableSpace();
        int blocks = Math.toIntExact(Math.max(0, free / (64 * 1024) - 1));
        run(List.of("dd", "if=/dev/zero", "of=" + ballast, "bs=64k", "count=" + blocks, "status=none"));
    }

    void readOnly(boolean readOnly) {
        run(List.of("mount", "-o", "remount," + (readOnly ? "ro" : "rw") + ",size=" + SIZE, directory.toString()));
    }

    @Override
    public void close() {
        if (mounted) {
            run(List.of("umount", "-l", directory.toString()));
        }
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
