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

/** What an OpenAPI document says: which operations there are, and what is wrong with a request or an answer. */
public final class Contract {
    private static final String JSON = "application/json";
    private static final int PROBLEMS_TOLD = 5;
    private static final int PROBLEM_CHARACTERS = 200;

    /** What a path says beside its operations. */
    private static final Set<String> NO_METHOD = Set.of("summary", "description", "servers", "parameters");

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
     * @param id its name in the document
     * @param path as it stands in the document
     * @param places the same as a pattern
     * @param secured whether the document's own security holds for it
     * @param body null for an operation without one
     * @param answers by status, or range of statuses such as {@code 4XX}: the schema of the body by media type
     */
    public record Operation(
            String id,
            String method,
            String path,
            Pattern places,
            boolean secured,
            List<Parameter> parameters,
            Schema body,
            Map<String, Map<String, Schema>> answers) {

        private boolean isAt(String asked) {
            return places.matcher(asked).matches();
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
                .forEachEntry((path, methods) -> methods.forEachEntry((method, said) -> {
                    if (!NO_METHOD.contains(method)) {
                        operations.add(
                                operation(path, method, said, "/paths/" + path.replace("/", "~1") + "/" + method));
                    }
                }));
    }

    /** Reads the document of that name on the class path; to be done once, it takes a while. */
    public static Contract of(String file) {
        return new Contract(file);
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
        Map<String, Map<String, Schema>> answers = new LinkedHashMap<>();
        said.path("responses")
                .forEachEntry((status, answer) -> answers.put(status, bodies(resolved(at + "/responses/" + status))));
        return new Operation(
                said.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path,
                Pattern.compile(path.replaceAll("\\{[^/]+}", "([^/]+)")),
                !said.has("security"),
                parameters,
                said.has("requestBody") ? bodies(resolved(at + "/requestBody")).get(JSON) : null,
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

    /** Where a thing really stands: parameters and answers are mostly kept among the components. */
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

    /** The operation of that name on a path below the base. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.isAt(path))
                .findFirst();
    }

    /** Is there any operation on this path? */
    public boolean knows(String path) {
        return operations.stream().anyMatch(operation -> operation.isAt(path));
    }

    /**
     * What is wrong with the headers and the query of a request.
     *
     * @param header gives a header's value, or null
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

    /** What is wrong with the body of a request. */
    public List<String> problems(Operation operation, JsonNode body) {
        return problems(operation.body(), body);
    }

    /** What is wrong with an answer in plain JSON. */
    public List<String> problems(Operation operation, int status, JsonNode body) {
        return problems(operation, status, JSON, body);
    }

    /**
     * What is wrong with an answer.
     *
     * @param type its media type without parameters; null: it has no body
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

    /** What is wrong with a value that should be what the document's component of that name says. */
    public List<String> problems(String component, JsonNode value) {
        return problems(schema("/components/schemas/" + component), value);
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
