package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps other servers from writing to an archive at the same time. The operating system gives it back when a server is
 * killed, so whoever has it knows that nobody else is in the middle of something.
 */
public final class WriterLock implements AutoCloseable {
    private final FileChannel channel;
    private final boolean exclusive;

    private WriterLock(FileChannel channel, boolean exclusive) {
        this.channel = channel;
        this.exclusive = exclusive;
    }

    /**
     * Takes it.
     *
     * @param file is created if it is missing; never replaced, because the lock is the file's, not the name's
     * @return empty: another server, or another application on this one, has it
     * @throws IOException the file cannot be written to
     */
    static Optional<WriterLock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            taken = lock != null;
            return taken ? Optional.of(new WriterLock(channel, true)) : Optional.empty();
        } catch (OverlappingFileLockException e) { // within this process
            return Optional.empty();
        } catch (IOException e) { // some shares know no locks
            taken = true;
            return Optional.of(new WriterLock(channel, false));
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Whether nobody else can have it; false on a share that knows no locks. */
    public boolean isExclusive() {
        return exclusive;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
