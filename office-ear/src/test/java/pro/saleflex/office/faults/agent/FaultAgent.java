package pro.saleflex.office.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The agent. What it adds to the product's classes names JDK classes only, which every class loader of the application
 * server knows; the hooks themselves are among the system properties.
 */
public final class FaultAgent {
    private static final String POINTS = "saleflex.faults.points";
    private static final String CLOCK = "saleflex.faults.clock";
    private static final String FLUSHES = "saleflex.faults.flushes";
    private static final long LOOK_MILLIS = 20;
    private static final long DELAY_MILLIS = 2_000;

    private final FaultOrders orders;
    private final AtomicInteger passed = new AtomicInteger();
    private volatile FaultOrders.Order order;
    private volatile Duration offset = Duration.ZERO;

    private FaultAgent(FaultOrders orders) {
        this.orders = orders;
    }

    /** Called by Java before the program starts. */
    public static void premain(String directory, Instrumentation instrumentation) {
        FaultAgent agent = new FaultAgent(new FaultOrders(Path.of(directory)));
        Consumer<String> points = agent::reached;
        System.getProperties().put(POINTS, points);
        BiConsumer<String, Long> flushes = agent.orders::flushed;
        System.getProperties().put(FLUSHES, flushes);
        System.getProperties().put(CLOCK, agent.new MovedClock(ZoneOffset.UTC));
        agent.install(instrumentation);
        Thread thread = new Thread(agent::look, "faults");
        thread.setDaemon(true);
        thread.start();
    }

    private void install(Instrumentation instrumentation) {
        AgentBuilder builder = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION) // the JDK's class is loaded already
                .ignore(nameStartsWith("net.bytebuddy."));
        for (FaultPoint point : FaultPoint.values()) {
            Advice advice = Advice.withCustomMapping()
                    .bind(PointName.class, point.name())
                    .to(point.isBefore() ? Enter.class : Exit.class);
            builder = builder.type(named(point.type()))
                    .transform((type, description, loader, module, domain) ->
                            type.visit(advice.on(named(point.method()))));
        }
        builder.type(named("pro.saleflex.office.config.OfficeClock"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(ClockExit.class).on(named("clock"))))
                .type(named("sun.nio.ch.FileChannelImpl"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(FlushExit.class).on(named("force"))))
                .installOn(instrumentation);
    }

    /** Reads the orders: a point that is passed thousands of times a second must not read files. */
    private void look() {
        try {
            while (true) {
                Optional<FaultOrders.Order> found = orders.order();
                if (!found.equals(Optional.ofNullable(order))) {
                    passed.set(0);
                    order = found.orElse(null);
                }
                offset = orders.clock();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reached(String point) {
        FaultOrders.Order now = order;
        if (now == null || !now.point().name().equals(point) || passed.incrementAndGet() != now.nth()) {
            return;
        }
        if (!orders.claim(now)) {
            return;
        }
        switch (now.action()) {
            case HALT -> Runtime.getRuntime().halt(137);
            case KILL_DATABASE -> killDatabase(now.database());
            case DELAY -> delay();
        }
    }

    private static void killDatabase(Path home) {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(home.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle.of(postmaster).ifPresent(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delay() {
        try {
            Thread.sleep(DELAY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Packs the agent's own classes into a jar that refers to Byte Buddy where it lies. */
    public static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", FaultAgent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        main.put(
                Attributes.Name.CLASS_PATH,
                AgentBuilder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        String folder = FaultAgent.class.getPackageName().replace('.', '/');
        Path classes = Path.of(System.getProperty("office.base"), "office-ear", "target", "test-classes", folder);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var files = Files.newDirectoryStream(classes, "*.class")) {
            for (Path each : files) {
                jar.putNextEntry(new ZipEntry(folder + "/" + each.getFileName()));
                jar.write(Files.readAllBytes(each));
                jar.closeEntry();
            }
        }
        return file;
    }

    /** The name of the point, where a class is changed. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface PointName {}

    /** Copied to the beginning of the method of a point before it. */
    static final class Enter {
        private Enter() {}

        @Advice.OnMethodEnter
        @SuppressWarnings("unchecked")
        static void enter(@PointName String point) {
            Object hook = System.getProperties().get(POINTS);
            if (hook != null) {
                ((Consumer<String>) hook).accept(point);
            }
        }
    }

    /** Copied to the end of the method of a point behind it. */
    static final class Exit {
        private Exit() {}

        @Advice.OnMethodExit
        @SuppressWarnings("unchecked")
        static void exit(@PointName String point) {
            Object hook = System.getProperties().get(POINTS);
            if (hook != null) {
                ((Consumer<String>) hook).accept(point);
            }
        }
    }

    /** Copied to the end of the method that makes the server's clock. */
    static final class ClockExit {
        private ClockExit() {}

        @Advice.OnMethodExit
        @SuppressWarnings("UnusedVariable") // the assignment becomes the method's result
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Clock clock) {
            Object moved = System.getProperties().get(CLOCK);
            if (moved != null) {
                clock = (Clock) moved;
            }
        }
    }

    /** Copied to the end of the JDK's method that flushes a file to disk. */
    static final class FlushExit {
        private FlushExit() {}

        @Advice.OnMethodExit
        @SuppressWarnings("unchecked")
        static void exit(@Advice.This FileChannel channel, @Advice.FieldValue("path") String path) throws IOException {
            Object hook = System.getProperties().get(FLUSHES);
            if (hook != null && path != null) {
                ((BiConsumer<String, Long>) hook).accept(path, channel.size());
            }
        }
    }

    /** The machine's clock, moved. */
    private final class MovedClock extends Clock {
        private final ZoneId zone;

        MovedClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new MovedClock(other);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(offset);
        }
    }
}
