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

/** Opens the house of a class that is marked {@link DatabaseTest} for its first test, and gives each what it asks for. */
final class TestApplicationExtension implements TestInstancePostProcessor {
    private static final Namespace HOUSES = Namespace.create(TestApplicationExtension.class);

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) throws IllegalAccessException {
        TestApplication house = context.getStore(HOUSES)
                .getOrComputeIfAbsent(Opened.class, key -> Opened.of(context.getRequiredTestClass()), Opened.class)
                .house();
        for (Field field : AnnotationSupport.findAnnotatedFields(test.getClass(), Inject.class)) {
            field.setAccessible(true);
            field.set(test, given(house, field.getType()));
        }
    }

    private static Object given(TestApplication house, Class<?> type) {
        if (type == TestApplication.class) {
            return house;
        }
        if (type == Till.class) {
            return house.till();
        }
        return type == StoreRef.class ? house.store() : house.door(type);
    }

    /** A class's house in a directory of its own; JUnit closes it behind the class. */
    private record Opened(TestApplication house) implements AutoCloseable {

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
            house.close();
            try (Stream<Path> files = Files.walk(house.home())) {
                List<Path> innermostFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : innermostFirst) {
                    Files.delete(file);
                }
            }
        }
    }
}
