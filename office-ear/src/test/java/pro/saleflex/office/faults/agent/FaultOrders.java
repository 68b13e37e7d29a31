package pro.saleflex.office.faults.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory by which a test and the agents in the product's processes talk: files, because processes die. */
public final class FaultOrders {
    private final Path directory;

    public FaultOrders(Path directory) {
        this.directory = directory;
    }

    /** Arms a point, once: the {@code nth} process or thread that reaches it gets the fault. */
    public void arm(FaultPoint point, FaultAction action, int nth, Path databaseHome) {
        replace("armed", point + " " + action + " " + nth + " " + databaseHome);
    }

    /** Takes the order back, unless it was carried out; returns whether it was. */
    public boolean disarm() {
        try {
            return !Files.deleteIfExists(directory.resolve("armed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the last order was carried out. */
    public boolean carriedOut() {
        return !Files.exists(directory.resolve("armed"));
    }

    /** Moves the server's clock by so much against the machine's. */
    public void moveClock(Duration offset) {
        replace("clock", Long.toString(offset.toMillis()));
    }

    /** Asks for a record of flushed files below a directory, from now on. */
    public void recordFlushes(Path below) {
        replace("watched", below.toString());
    }

    /**
     * Does to the files below the directory what a loss of power does: what was not flushed is gone.
     *
     * @param ending of files that are written under a temporary name, {@code .partial}, and renamed
     */
    public void losePower(Path below, String ending) throws IOException {
        Map<String, Long> flushed = new HashMap<>();
        Map<String, Integer> when = new HashMap<>();
        int line = 0;
        for (String record : Files.readAllLines(directory.resolve("flushed"))) {
            int tab = record.indexOf('\t');
            flushed.put(record.substring(0, tab), Long.parseLong(record.substring(tab + 1)));
            when.put(record.substring(0, tab), line++);
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(below)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.toString();
            String written = name.endsWith(ending) ? name + ".partial" : name;
            boolean named = written.equals(name)
                    || when.getOrDefault(file.getParent().toString(), -1)
                            > when.getOrDefault(written, Integer.MAX_VALUE);
            long length = Math.min(named ? flushed.getOrDefault(written, 0L) : 0, Files.size(file));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
            if (length == 0) {
                Files.delete(file);
            }
        }
    }

    /** Notes a flush of a file, of this length, if somebody asked for it. */
    synchronized void flushed(String path, long length) {
        Optional<String> below = read("watched");
        if (below.isPresent() && path.startsWith(below.get())) {
            try {
                Files.writeString(
                        directory.resolve("flushed"),
                        path + "\t" + length + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Optional<Order> order() {
        return read("armed")
                .map(line -> line.split(" ", 4))
                .map(words -> new Order(
                        FaultPoint.valueOf(words[0]),
                        FaultAction.valueOf(words[1]),
                        Integer.parseInt(words[2]),
                        Path.of(words[3])));
    }

    Duration clock() {
        return read("clock")
                .map(text -> Duration.ofMillis(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    /** Claims the order for this process and thread; returns false if another was quicker. */
    boolean claim(Order order) {
        try {
            Files.writeString(
                    directory.resolve("hits"),
                    order.point() + " " + order.action() + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return Files.deleteIfExists(directory.resolve("armed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> read(String name) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(name));
            return lines.stream().findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(String name, String line) {
        try {
            Files.createDirectories(directory);
            Path written = Files.writeString(directory.resolve(name + ".new"), line);
            Files.move(written, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An order.
     *
     * @param nth counts from 1
     * @param database the home of PostgreSQL, for {@link FaultAction#KILL_DATABASE}
     */
    record Order(FaultPoint point, FaultAction action, int nth, Path database) {}
}
