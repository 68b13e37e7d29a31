package pro.saleflex.office.alert;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plain words of an alert. Texts are in {@code alerts.properties} and its translations, with named parameters such as
 * {@code {terminal}}; a language that is not there gets English.
 */
public final class AlertText {
    static final String BUNDLE = "pro.saleflex.office.alert.alerts";
    static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)\\}");

    private AlertText() {}

    /**
     * The words for an alert.
     *
     * @param facts those of {@link AlertView#facts()}
     */
    public static Words of(AlertKind kind, Map<String, String> facts, Locale locale) {
        ResourceBundle bundle = bundle(locale);
        String wording = facts.getOrDefault(AlertKind.WORDING, "");
        String prefix = wording.isEmpty() ? kind.name() : kind.name() + "." + wording;
        return new Words(
                of(kind, locale),
                filled(bundle.getString(prefix + ".what"), facts, bundle),
                filled(bundle.getString(prefix + ".means"), facts, bundle),
                filled(bundle.getString(prefix + ".todo"), facts, bundle));
    }

    /** The word for a severity. */
    public static String of(Severity severity, Locale locale) {
        return bundle(locale).getString("severity." + severity);
    }

    /** What a kind of alerts is called, in two or three words. */
    public static String of(AlertKind kind, Locale locale) {
        return bundle(locale).getString(kind.name() + ".title");
    }

    static String of(String key, Locale locale) {
        return bundle(locale).getString(key);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                AlertText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static String filled(String text, Map<String, String> facts, ResourceBundle bundle) {
        return PARAMETER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), facts, bundle)));
    }

    /** A fact as it is; only what the wire has a code for is a word. */
    private static String value(String name, Map<String, String> facts, ResourceBundle bundle) {
        String value = facts.getOrDefault(name, "?");
        String key = name + "." + value;
        return name.equals("peripheral") && bundle.containsKey(key) ? bundle.getString(key) : value;
    }

    /**
     * An alert in words.
     *
     * @param title the kind, in two or three words
     * @param what what happened
     * @param means what it means for the shop
     * @param todo what to do
     */
    public record Words(String title, String what, String means, String todo) {}
}
