package pro.saleflex.office.portal.alert;

import pro.saleflex.office.alert.AlertText;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.terminal.StoreRef;

/**
 * An alert as a page shows it.
 *
 * @param alert the alert
 * @param words its words, in the visitor's language
 * @param store its store; null: this server as a whole
 * @param muted nobody is told about it now
 * @param mine the visitor may act on it
 */
public record AlertCard(AlertView alert, AlertText.Words words, StoreRef store, boolean muted, boolean mine) {

    /** Nobody is told about it now. */
    boolean quiet() {
        return muted || alert.inMaintenance();
    }

    /** The colour that goes with the severity's word: a class of {@code .tag}. */
    public String colour() {
        return colour(alert.severity());
    }

    /** The sign that goes with the severity's word. */
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
