package pro.saleflex.office.portal;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The portal's texts, for code; pages use {@code #{t['key']}}. */
public final class Texts {
    /** The languages of the portal, in the order of the language menu. */
    static final List<Locale> LANGUAGES = List.of(
            Locale.ENGLISH, Locale.forLanguageTag("tr"), Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("ar"));

    private Texts() {}

    /**
     * Returns a text with its arguments filled in.
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public static String of(Locale locale, String key, Object... arguments) {
        String text = ResourceBundle.getBundle("texts", locale).getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
    }

    /** Adds a message for the user: the result of an action. */
    public static void tell(FacesMessage.Severity severity, String key, Object... arguments) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, new FacesMessage(severity, of(faces.getViewRoot().getLocale(), key, arguments), null));
    }

    /** Marks a field as invalid, by its client id, with a message for the user. */
    public static void fault(String field, String key, Object... arguments) {
        FacesContext faces = FacesContext.getCurrentInstance();
        UIInput input = (UIInput) faces.getViewRoot().findComponent(field);
        input.setValid(false);
        String text = of(faces.getViewRoot().getLocale(), key, arguments);
        faces.addMessage(input.getClientId(faces), new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    static boolean isLanguage(Locale locale) {
        return LANGUAGES.contains(locale);
    }
}
