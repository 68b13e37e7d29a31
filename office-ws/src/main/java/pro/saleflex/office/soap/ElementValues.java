package pro.saleflex.office.soap;

import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import pro.saleflex.office.soap.ContractClass.Form;

/** Writes single values: bare when they are valid for their type, otherwise as the string that was sent. */
final class ElementValues {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

    /** A number in JSON syntax, of a reasonable length. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

    private ElementValues() {}

    /** Writes a member; nothing when it is missing, or empty though its type has no empty value. */
    static void write(JsonGenerator json, String name, Form form, String value) {
        if (value == null || (value.isEmpty() && form != Form.TEXT)) {
            return;
        }
        json.writeKey(name);
        write(json, form, value);
    }

    /** Writes a value, as an array element or after its key. */
    static void write(JsonGenerator json, Form form, String value) {
        if (form == Form.WHOLE && WHOLE.matcher(value).matches()) {
            json.write(Long.parseLong(value));
        } else if (form == Form.NUMBER && NUMBER.matcher(value).matches()) {
            json.write(new BigDecimal(value));
        } else if (form == Form.BOOLEAN && (value.equals("true") || value.equals("1"))) {
            json.write(true);
        } else if (form == Form.BOOLEAN && (value.equals("false") || value.equals("0"))) {
            json.write(false);
        } else {
            json.write(value);
        }
    }
}
