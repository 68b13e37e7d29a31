package pro.saleflex.office.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The REST API and {@code openapi.yaml} have the same operations. */
class EveryCallIsDescribedTest {

    @Test
    void resourcesAndOpenApiDocumentHaveTheSameOperations() {
        Set<String> served = new ClassFileImporter()
                        .importPath(
                                java.nio.file.Path.of(System.getProperty("office.base"), "office-ws/target/classes"))
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(EveryCallIsDescribedTest::calls)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Contract.of("openapi.yaml").operations(), served);
    }

    private static Stream<String> calls(JavaClass resource) {
        return resource.getMethods().stream().flatMap(method -> method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs")) // other annotations cannot be loaded
                .map(type -> type.reflect().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> verb.value() + path(resource, method)));
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String below = method.tryGetAnnotationOfType(Path.class)
                .map(path -> "/" + path.value())
                .orElse("");
        return " /" + resource.getAnnotationOfType(Path.class).value() + below;
    }
}
