package pro.saleflex.office.portal;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The portal's words, for code; pages say {@code #{t['key']}}. */
public final class Texts {
    /** The languages of the portal, as the language menu lists them. */
    static final List<Locale> LANGUAGES = List.of(
            Locale.ENGLISH, Locale.forLanguageTag("tr"), Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("ar"));

    private Texts() {}

    /**
     * A text with its figures filled in.
     *
     * @throws java.util.MissingResourceException there is no such key
     */
    public static String of(Locale locale, String key, Object... figures) {
        String text = ResourceBundle.getBundle("texts", locale).getString(key);
        return figures.length == 0 ? text : new MessageFormat(text, locale).format(figures);
    }

    /** Tells the user what became of the click. */
    public static void tell(FacesMessage.Severity severity, String key, Object... figures) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, new FacesMessage(severity, of(faces.getViewRoot().getLocale(), key, figures), null));
    }

    /** Tells the user that a field does not do, by its client id. */
    public static void fault(String field, String key, Object... figures) {
        FacesContext faces = FacesContext.getCurrentInstance();
        UIInput input = (UIInput) faces.getViewRoot().findComponent(field);
        input.setValid(false);
        String text = of(faces.getViewRoot().getLocale(), key, figures);
        faces.addMessage(input.getClientId(faces), new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    static boolean isLanguage(Locale locale) {
        return LANGUAGES.contains(locale);
    }
}
