package pro.saleflex.office.intake;

import java.util.logging.Level;
import pro.saleflex.office.document.Unprojectable;
import pro.saleflex.office.log.Log;

/** States why a document could not be projected, for display and log, without quoting its values. */
final class NotProjected {
    private static final Log LOG = Log.of(NotProjected.class);

    private NotProjected() {}

    /**
     * Logs and returns the reason. Logs the full failure only at FINE, which is off in a shop, because it can quote the
     * document.
     */
    static String reason(String document, RuntimeException failure) {
        String reason = failure instanceof Unprojectable
                ? failure.getMessage()
                : "It cannot be projected (" + failure.getClass().getSimpleName() + ").";
        LOG.log(Level.WARNING, "{0} is kept without its projection: {1}", new Object[] {document, reason});
        LOG.log(Level.FINE, "Why", failure);
        return reason;
    }
}
