package pro.saleflex.office.contract;

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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An OpenAPI document: lists its operations and validates requests and answers. */
public final class Contract {
    private static final String JSON = "application/json";
    private static final int MAX_PROBLEMS = 5;
    private static final int MAX_PROBLEM_LENGTH = 200;

    /** Members of a path item that are not operations. */
    private static final Set<String> NOT_OPERATIONS = Set.of("summary", "description", "servers", "parameters");

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final String file;
    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    /** A parameter of an operation. */
    record Parameter(String name, String in, boolean required, Schema schema) {}

    /**
     * One method of one path.
     *
     * @param id its operationId
     * @param path the path template of the document
     * @param pattern matches the paths of the template
     * @param secured whether the document's global security applies to it
     * @param body schema of the request body; null if the operation has none
     * @param answers by status or range such as {@code 4XX}: the schemas of the body by media type, none for no body
     */
    public record Operation(
            String id,
            String method,
            String path,
            Pattern pattern,
            boolean secured,
            List<Parameter> parameters,
            Schema body,
            Map<String, Map<String, Schema>> answers) {

        private boolean isAt(String requested) {
            return pattern.matcher(requested).matches();
        }
    }

    private Contract(String file) {
        this.file = file;
        try (InputStream document = Contract.class.getResourceAsStream("/" + file)) {
            root = new YAMLMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, definition) -> {
                    if (!NOT_OPERATIONS.contains(method)) {
                        String at = "/paths/" + path.replace("/", "~1") + "/" + method;
                        operations.add(operation(path, method, definition, at));
                    }
                }));
    }

    /** Parses the document with this name on the class path. Slow: keep the result. */
    public static Contract of(String file) {
        return new Contract(file);
    }

    private Operation operation(String path, String method, JsonNode definition, String at) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < definition.path("parameters").size(); i++) {
            String place = resolved(at + "/parameters/" + i);
            JsonNode parameter = root.at(place);
            parameters.add(new Parameter(
                    parameter.path("name").asString(),
                    parameter.path("in").asString(),
                    parameter.path("required").asBoolean(),
                    schema(place + "/schema")));
        }
        Map<String, Map<String, Schema>> answers = new LinkedHashMap<>();
        definition
                .path("responses")
                .forEachEntry((status, answer) -> answers.put(status, bodies(resolved(at + "/responses/" + status))));
        return new Operation(
                definition.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path,
                Pattern.compile(path.replaceAll("\\{[^/]+}", "([^/]+)")),
                !definition.has("security"),
                parameters,
                definition.has("requestBody")
                        ? bodies(resolved(at + "/requestBody")).get(JSON)
                        : null,
                answers);
    }

    private Map<String, Schema> bodies(String at) {
        Map<String, Schema> bodies = new LinkedHashMap<>();
        root.at(at)
                .path("content")
                .forEachEntry((type, content) ->
                        bodies.put(type, schema(at + "/content/" + type.replace("/", "~1") + "/schema")));
        return bodies;
    }

    /** Resolves a {@code $ref}: most parameters and answers are among the components. */
    private String resolved(String at) {
        JsonNode reference = root.at(at).path("$ref");
        return reference.isString() ? reference.stringValue().substring(1) : at;
    }

    private Schema schema(String at) {
        return schemas.getSchema(SchemaLocation.of("classpath:" + file + "#" + at));
    }

    /** All operations, as {@code GET /path}. */
    public Set<String> operations() {
        return operations.stream()
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operation with this HTTP method on a path below the base. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.isAt(path))
                .findFirst();
    }

    /** Whether there is any operation on this path. */
    public boolean knows(String path) {
        return operations.stream().anyMatch(operation -> operation.isAt(path));
    }

    /**
     * Validates the headers and the query of a request; returns the problems.
     *
     * @param header returns the value of a header, or null
     * @param query decoded
     */
    public List<String> problems(Operation operation, UnaryOperator<String> header, Map<String, String> query) {
        List<String> problems = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            String value =
                    switch (parameter.in()) {
                        case "header" -> header.apply(parameter.name());
                        case "query" -> query.get(parameter.name());
                        default -> null;
                    };
            if (value != null) {
                problems(parameter.schema(), JsonNodeFactory.instance.stringNode(value))
                        .forEach(problem -> problems.add(parameter.name() + problem));
            } else if (parameter.required() && !parameter.in().equals("path")) {
                problems.add(parameter.name() + " is missing");
            }
        }
        Set<String> unknown = new TreeSet<>(query.keySet());
        operation.parameters().forEach(parameter -> unknown.remove(parameter.name()));
        unknown.forEach(name -> problems.add("there is no query parameter " + name));
        return problems;
    }

    /** Validates the body of a request; returns the problems. */
    public List<String> problems(Operation operation, JsonNode body) {
        return problems(operation.body(), body);
    }

    /** Validates an answer of type {@code application/json}; returns the problems. */
    public List<String> problems(Operation operation, int status, JsonNode body) {
        return problems(operation, status, JSON, body);
    }

    /**
     * Validates an answer; returns the problems.
     *
     * @param type its media type without parameters; null if it has no body
     * @param body null for none
     */
    public List<String> problems(Operation operation, int status, String type, JsonNode body) {
        Map<String, Map<String, Schema>> answers = operation.answers();
        Map<String, Schema> bodies = answers.getOrDefault(String.valueOf(status), answers.get(status / 100 + "XX"));
        if (bodies == null) {
            return List.of("there is no answer " + status);
        }
        if (body == null || bodies.isEmpty()) {
            return body == null == bodies.isEmpty()
                    ? List.of()
                    : List.of("an answer " + status + " has " + (bodies.isEmpty() ? "no" : "a") + " body");
        }
        return bodies.containsKey(type)
                ? problems(bodies.get(type), body)
                : List.of("an answer " + status + " is no " + type);
    }

    /** Validates a value against the component schema with this name; returns the problems. */
    public List<String> problems(String component, JsonNode value) {
        return problems(schema("/components/schemas/" + component), value);
    }

    private static List<String> problems(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .limit(MAX_PROBLEMS)
                .map(Error::toString)
                .map(problem -> problem.length() > MAX_PROBLEM_LENGTH
                        ? problem.substring(0, MAX_PROBLEM_LENGTH) + "..."
                        : problem)
                .toList();
    }
}
