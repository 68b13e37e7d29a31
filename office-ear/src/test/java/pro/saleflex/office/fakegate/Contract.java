package pro.saleflex.office.fakegate;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code gate-openapi.yaml} says: which operations there are, and what is wrong with a request or an answer. */
final class Contract {
    /** Read once: all gates of a run have the same. */
    static final Contract CURRENT = new Contract();

    /** Where it is on the class path. */
    private static final String FILE = "gate-openapi.yaml";

    private static final int PROBLEMS_TOLD = 5;
    private static final int PROBLEM_CHARACTERS = 200;

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    private record Parameter(String name, String in, boolean required, Schema schema) {}

    /**
     * One method of one path.
     *
     * @param secured whether it wants a token
     * @param body null for an operation without one
     * @param answers the schema of the body of each status, or range of statuses such as {@code 4XX}
     */
    record Operation(
            String id,
            String method,
            Pattern path,
            boolean secured,
            List<Parameter> parameters,
            Schema body,
            Map<String, Schema> answers) {}

    private Contract() {
        try (InputStream file = Contract.class.getResourceAsStream("/" + FILE)) {
            root = new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, said) -> operations.add(
                        operation(path, method, said, "/paths/" + path.replace("/", "~1") + "/" + method))));
    }

    private Operation operation(String path, String method, JsonNode said, String at) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < said.path("parameters").size(); i++) {
            String place = resolved(at + "/parameters/" + i);
            JsonNode parameter = root.at(place);
            parameters.add(new Parameter(
                    parameter.path("name").asString(),
                    parameter.path("in").asString(),
                    parameter.path("required").asBoolean(),
                    schema(place + "/schema")));
        }
        Map<String, Schema> answers = new LinkedHashMap<>();
        said.path("responses")
                .forEachEntry((status, answer) -> answers.put(
                        status, schema(resolved(at + "/responses/" + status) + "/content/application~1json/schema")));
        return new Operation(
                said.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                Pattern.compile(path.replaceAll("\\{[^/]+}", "([^/]+)")),
                !said.has("security"),
                parameters,
                said.has("requestBody") ? schema(at + "/requestBody/content/application~1json/schema") : null,
                answers);
    }

    /** Where a thing really stands: parameters and answers are mostly kept among the components. */
    private String resolved(String at) {
        JsonNode reference = root.at(at).path("$ref");
        return reference.isString() ? reference.stringValue().substring(1) : at;
    }

    private Schema schema(String at) {
        return schemas.getSchema(SchemaLocation.of("classpath:" + FILE + "#" + at));
    }

    /** The operation of that name on a path below the base. */
    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.path().matcher(path).matches())
                .findFirst();
    }

    boolean knows(String path) {
        return operations.stream()
                .anyMatch(operation -> operation.path().matcher(path).matches());
    }

    /** What is wrong with the headers and the query of a request. */
    List<String> problems(Operation operation, Request request) {
        List<String> problems = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            String value = value(parameter, request);
            if (value != null) {
                problems(parameter.schema(), Json.text(value))
                        .forEach(problem -> problems.add(parameter.name() + problem));
            } else if (parameter.required() && !parameter.in().equals("path")) {
                problems.add(parameter.name() + " is missing");
            }
        }
        Set<String> unknown = new TreeSet<>(request.query().keySet());
        operation.parameters().forEach(parameter -> unknown.remove(parameter.name()));
        unknown.forEach(name -> problems.add("there is no query parameter " + name));
        return problems;
    }

    private static String value(Parameter parameter, Request request) {
        return switch (parameter.in()) {
            case "header" -> request.header(parameter.name());
            case "query" -> request.query().get(parameter.name());
            default -> null;
        };
    }

    /** What is wrong with the body of a request. */
    List<String> problems(Operation operation, JsonNode body) {
        return problems(operation.body(), body);
    }

    /** What is wrong with an answer of ours. */
    List<String> problems(Operation operation, int status, JsonNode body) {
        Map<String, Schema> answers = operation.answers();
        Schema schema = answers.getOrDefault(String.valueOf(status), answers.get(status / 100 + "XX"));
        return schema == null ? List.of("there is no answer " + status) : problems(schema, body);
    }

    private static List<String> problems(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .limit(PROBLEMS_TOLD)
                .map(Error::toString)
                .map(problem -> problem.length() > PROBLEM_CHARACTERS
                        ? problem.substring(0, PROBLEM_CHARACTERS) + "..."
                        : problem)
                .toList();
    }
}
