package pro.saleflex.office.soap;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * The canonical JSON of a document in a SOAP message: what the terminal would have sent by REST. The journal stores it;
 * it is described in {@code server-config/docs/soap.md}.
 *
 * <p>Members are in the schema's order, named like their elements. Every list is present, empty when it has no element;
 * a missing part such as {@code fiscal} is null; a missing value is left out. Whole numbers, numbers and booleans are
 * written bare when they are valid; everything else is written as the string that was sent, whatever type the schema
 * names: a value of the wrong type goes down the same ladder as by REST. Unknown elements follow the known ones, see
 * {@link UnknownElements}.
 */
public final class CanonicalJson {
    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    private final JsonGenerator json;
    private final boolean complete;

    private CanonicalJson(JsonGenerator json, boolean complete) {
        this.json = json;
        this.complete = complete;
    }

    /**
     * Returns the JSON of a document.
     *
     * @param document an object of a generated class
     */
    public static String of(Object document) {
        return write(document, true);
    }

    /**
     * Returns the JSON of a status report: missing lists and parts stay missing, because "not sent" differs from "sent
     * as empty".
     *
     * @param report an object of a generated class
     */
    public static String ofReport(Object report) {
        return write(report, false);
    }

    private static String write(Object document, boolean complete) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
            CanonicalJson json = new CanonicalJson(generator, complete);
            generator.writeStartObject();
            json.members(document);
            generator.writeEnd();
        }
        return text.toString();
    }

    private void members(Object row) {
        ContractClass type = ContractClass.of(row.getClass());
        for (ContractClass.Member member : type.members()) {
            Object value = member.of(row);
            switch (member.form()) {
                case UNKNOWN -> new UnknownElements(json, type).write((List<?>) value);
                case LIST -> list(member, (List<?>) value);
                case PART -> part(member, value);
                case OPEN -> UnknownElements.open(json, member.name(), value);
                default -> ElementValues.write(json, member.name(), member.form(), (String) value);
            }
        }
    }

    private void list(ContractClass.Member member, List<?> elements) {
        if (elements == null || elements.isEmpty()) {
            if (complete) {
                json.writeStartArray(member.name()).writeEnd();
            }
            return;
        }
        json.writeStartArray(member.name());
        for (Object element : elements) {
            if (element instanceof String text) {
                json.write(text);
            } else if (element != null) {
                json.writeStartObject();
                members(element);
                json.writeEnd();
            }
        }
        json.writeEnd();
    }

    private void part(ContractClass.Member member, Object part) {
        if (part != null) {
            json.writeStartObject(member.name());
            members(part);
            json.writeEnd();
        } else if (complete) {
            json.writeNull(member.name());
        }
    }
}
