package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes whole files so that after a crash each is there completely or not at all. */
public final class Folders {
    /** Ending of a file that is being written, behind its name; one that a crash left behind is worthless. */
    public static final String PARTIAL = ".partial";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Folders() {}

    /** Writes a file under another name, flushes it to disk, and gives it its name. */
    static void writeNew(Path file, byte[] bytes) throws IOException {
        write(partial(file), bytes);
        complete(file);
    }

    /** Writes a new file that only its owner can read. */
    static void writeSecret(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path partial = partial(file);
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        write(partial, bytes);
        complete(file);
    }

    /** Where a file is written until it is complete. */
    public static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + PARTIAL);
    }

    /** Gives a partial file, which is complete and flushed to disk, its name. Replaces a file of that name. */
    public static void complete(Path file) throws IOException {
        Files.move(partial(file), file, StandardCopyOption.ATOMIC_MOVE);
        flush(file.toAbsolutePath().getParent());
    }

    /** Writes a file and flushes it to disk; a crash may leave part of it. */
    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, bytes);
        }
    }

    /** Writes bytes where a channel stands, and flushes them to disk. */
    static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    /** Creates a folder and those above it that are missing, on disk; only their owner may enter. */
    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            create(folder.toAbsolutePath().getParent());
            createOne(folder);
        }
    }

    /** Creates a folder in one that exists, on disk; only its owner may enter. */
    static void createOne(Path folder) throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        flush(folder.toAbsolutePath().getParent());
    }

    /** Flushes a folder's list of files to disk. */
    static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
