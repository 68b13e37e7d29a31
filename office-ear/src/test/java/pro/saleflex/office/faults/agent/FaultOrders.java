package pro.saleflex.office.faults.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
