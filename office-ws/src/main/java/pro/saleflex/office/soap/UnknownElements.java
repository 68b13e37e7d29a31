package pro.saleflex.office.soap;

import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import pro.saleflex.office.soap.ContractClass.Form;

/**
 * Writes elements that the schema does not name, each as a member under its local name, or under
 * {@code {namespace}name} if a known element has that name. Text becomes a string, or a bare value if {@code xsi:type}
 * says so; an element with child elements becomes an object; a repeated element becomes a list; {@code xsi:nil} is left
 * out. Attributes are not kept.
 */
final class UnknownElements {
    private final JsonGenerator json;
    private final ContractClass type;

    /**
     * Writes unknown elements of an object.
     *
     * @param type the class of the object; null inside unknown elements
     */
    UnknownElements(JsonGenerator json, ContractClass type) {
        this.json = json;
        this.type = type;
    }

    /** Writes an element whose content the schema leaves open. */
    static void open(JsonGenerator json, String name, Object value) {
        if (value instanceof Element element && !isNil(element)) {
            json.writeKey(name);
            new UnknownElements(json, null).value(element);
        } else if (value != null && !(value instanceof Element)) { // bound by its xsi:type
            String text = value.toString();
            ElementValues.write(
                    json,
                    name,
                    value instanceof Number ? Form.NUMBER : value instanceof Boolean ? Form.BOOLEAN : Form.TEXT,
                    text);
        }
    }

    /** Writes the elements as members of the current object. */
    void write(List<?> elements) {
        if (elements == null || elements.isEmpty()) {
            return;
        }
        Map<String, List<Element>> named = new LinkedHashMap<>();
        for (Object each : elements) {
            if (each instanceof Element element && !isNil(element)) {
                named.computeIfAbsent(name(element), name -> new ArrayList<>()).add(element);
            }
        }
        named.forEach((name, found) -> {
            if (found.size() == 1) {
                json.writeKey(name);
                value(found.get(0));
            } else {
                json.writeStartArray(name);
                found.forEach(this::value);
                json.writeEnd();
            }
        });
    }

    private String name(Element element) {
        String local = element.getLocalName();
        return type != null && type.names().contains(local) ? "{" + element.getNamespaceURI() + "}" + local : local;
    }

    private void value(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        if (children.isEmpty()) {
            Form form = form(element);
            String text = element.getTextContent();
            ElementValues.write(json, form, form == Form.TEXT ? text : text.strip());
        } else {
            json.writeStartObject();
            new UnknownElements(json, null).write(children);
            json.writeEnd();
        }
    }

    private static Form form(Element element) {
        String type = element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
        return switch (type.substring(type.indexOf(':') + 1)) {
            case "boolean" -> Form.BOOLEAN;
            case "integer", "int", "long", "short" -> Form.WHOLE;
            case "double", "float", "decimal" -> Form.NUMBER;
            default -> Form.TEXT;
        };
    }

    private static boolean isNil(Element element) {
        String nil = element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
        return nil.equals("true") || nil.equals("1");
    }
}
