package pro.saleflex.office.testing;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import pro.saleflex.office.terminal.StoreRef;

/**
 * JUnit extension of {@link DatabaseTest}: starts the application for the first test of a class and injects the fields
 * of each test instance.
 */
final class TestApplicationExtension implements TestInstancePostProcessor {
    private static final Namespace APPLICATIONS = Namespace.create(TestApplicationExtension.class);

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) throws IllegalAccessException {
        TestApplication app = context.getStore(APPLICATIONS)
                .getOrComputeIfAbsent(Opened.class, key -> Opened.of(context.getRequiredTestClass()), Opened.class)
                .app();
        for (Field field : AnnotationSupport.findAnnotatedFields(test.getClass(), Inject.class)) {
            field.setAccessible(true);
            field.set(test, valueFor(app, field.getType()));
        }
    }

    private static Object valueFor(TestApplication app, Class<?> type) {
        if (type == TestApplication.class) {
            return app;
        }
        if (type == Till.class) {
            return app.till();
        }
        return type == StoreRef.class ? app.store() : app.bean(type);
    }

    /** The application of a test class in a temporary directory; JUnit closes it after the class. */
    private record Opened(TestApplication app) implements AutoCloseable {

        static Opened of(Class<?> tests) {
            Map<String, String> settings = Arrays.stream(
                            tests.getAnnotation(DatabaseTest.class).settings())
                    .map(setting -> setting.split("=", 2))
                    .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
            try {
                return new Opened(new TestApplication(Files.createTempDirectory("office"), settings));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            app.close();
            try (Stream<Path> files = Files.walk(app.home())) {
                List<Path> innermostFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : innermostFirst) {
                    Files.delete(file);
                }
            }
        }
    }
}
