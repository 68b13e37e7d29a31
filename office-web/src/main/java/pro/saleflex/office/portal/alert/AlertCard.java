package pro.saleflex.office.portal.alert;

import pro.saleflex.office.alert.AlertText;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.terminal.StoreRef;

/**
 * An alert as the page shows it.
 *
 * @param alert the alert
 * @param words its texts in the viewer's language
 * @param store its store; null: the server as a whole
 * @param muted whether it is muted now
 * @param actionable whether the viewer may act on it
 */
public record AlertCard(AlertView alert, AlertText.Wording words, StoreRef store, boolean muted, boolean actionable) {

    /** Whether no e-mail or webhook is sent about it now. */
    boolean quiet() {
        return muted || alert.inMaintenance();
    }

    /** Returns the CSS class of its severity, besides {@code .tag}. */
    public String colour() {
        return colour(alert.severity());
    }

    /** Returns the sign of its severity. */
    public String sign() {
        return sign(alert.severity());
    }

    static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "bad";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }

    static String sign(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "✕";
            case WARNING -> "⚠";
            case INFO -> "ℹ";
        };
    }
}
