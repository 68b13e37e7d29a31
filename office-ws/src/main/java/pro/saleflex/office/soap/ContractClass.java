package pro.saleflex.office.soap;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of a generated class, read from its JAXB annotations and cached per class.
 *
 * @param members in the schema's order
 * @param names names of the members
 */
record ContractClass(List<Member> members, Set<String> names) {
    private static final ClassValue<ContractClass> KNOWN = new ClassValue<>() {
        @Override
        protected ContractClass computeValue(Class<?> type) {
            List<Member> members = Arrays.stream(
                            type.getAnnotation(XmlType.class).propOrder())
                    .map(property -> Member.read(type, property))
                    .toList();
            return new ContractClass(
                    members, members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet()));
        }
    };

    static ContractClass of(Class<?> type) {
        return KNOWN.get(type);
    }

    /** How an element is written. */
    enum Form {
        /** Text, kept exactly, whitespace included. */
        TEXT,
        /** A value written as a string as it was sent, without surrounding whitespace. */
        VALUE,
        WHOLE,
        NUMBER,
        BOOLEAN,
        /** Any content. */
        OPEN,
        /** An object or nothing. */
        PART,
        LIST,
        /** Elements that the schema does not name. */
        UNKNOWN;

        private static Form of(Field field) {
            if (field.isAnnotationPresent(XmlAnyElement.class)) {
                return UNKNOWN;
            }
            if (field.getType() == List.class) {
                return LIST;
            }
            if (field.getType() == Object.class) {
                return OPEN;
            }
            if (field.getType() != String.class) {
                return PART;
            }
            XmlSchemaType type = field.getAnnotation(XmlSchemaType.class);
            return switch (type == null ? "" : type.name()) {
                case "int", "long" -> WHOLE;
                case "double" -> NUMBER;
                case "boolean" -> BOOLEAN;
                default -> field.isAnnotationPresent(XmlJavaTypeAdapter.class) ? VALUE : TEXT;
            };
        }
    }

    /**
     * A member of the class.
     *
     * @param field the Java field
     * @param name the element's local name
     * @param form how it is written
     */
    record Member(Field field, String name, Form form) {

        private static Member read(Class<?> type, String property) {
            try {
                Field field = type.getDeclaredField(property);
                field.setAccessible(true);
                XmlElement element = field.getAnnotation(XmlElement.class);
                boolean named = element != null && !element.name().equals("##default");
                return new Member(field, named ? element.name() : property, Form.of(field));
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(type + " was not generated from the contract", e);
            }
        }

        Object of(Object row) {
            try {
                return field.get(row);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " was made accessible", e);
            }
        }
    }
}
