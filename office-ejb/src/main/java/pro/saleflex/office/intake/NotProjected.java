package pro.saleflex.office.intake;

import java.util.logging.Level;
import pro.saleflex.office.document.Unprojectable;
import pro.saleflex.office.log.Log;

/** Why a document could not be projected, in words that may be shown and logged: never with its values. */
final class NotProjected {
    private static final Log LOG = Log.of(NotProjected.class);

    private NotProjected() {}

    /**
     * The reason, which is logged too. The whole failure is logged at a level that is off in a shop, for it can quote the
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
