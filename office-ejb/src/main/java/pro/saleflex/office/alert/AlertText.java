package pro.saleflex.office.alert;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of an alert in plain language, from {@code alerts.properties} and its translations, with named parameters
 * such as {@code {terminal}}. A language without a translation gets English.
 */
public final class AlertText {
    static final String BUNDLE = "pro.saleflex.office.alert.alerts";
    static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)\\}");

    private AlertText() {}

    /**
     * Returns an alert's texts.
     *
     * @param parameters those of {@link AlertView#parameters()}
     */
    public static Wording of(AlertKind kind, Map<String, String> parameters, Locale locale) {
        ResourceBundle bundle = bundle(locale);
        String wording = parameters.getOrDefault(AlertKind.WORDING, "");
        String prefix = wording.isEmpty() ? kind.name() : kind.name() + "." + wording;
        return new Wording(
                of(kind, locale),
                fill(bundle.getString(prefix + ".what"), parameters, bundle),
                fill(bundle.getString(prefix + ".means"), parameters, bundle),
                fill(bundle.getString(prefix + ".todo"), parameters, bundle));
    }

    /** Returns the name of a severity. */
    public static String of(Severity severity, Locale locale) {
        return bundle(locale).getString("severity." + severity);
    }

    /** Returns the name of a kind of alert, in two or three words. */
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

    private static String fill(String text, Map<String, String> parameters, ResourceBundle bundle) {
        return PARAMETER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), parameters, bundle)));
    }

    /** Returns a parameter as it is, except that a peripheral's code on the wire is translated. */
    private static String value(String name, Map<String, String> parameters, ResourceBundle bundle) {
        String value = parameters.getOrDefault(name, "?");
        String key = name + "." + value;
        return name.equals("peripheral") && bundle.containsKey(key) ? bundle.getString(key) : value;
    }

    /**
     * The texts of an alert.
     *
     * @param title the name of its kind, in two or three words
     * @param what what happened
     * @param means what it means for the shop
     * @param todo what to do about it
     */
    public record Wording(String title, String what, String means, String todo) {}
}
