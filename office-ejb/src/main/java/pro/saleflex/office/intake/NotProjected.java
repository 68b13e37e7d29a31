package pro.saleflex.office.intake;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Why a document could not be projected, in words that may be shown: never with its values. */
final class NotProjected {
    private static final Logger LOG = Logger.getLogger(NotProjected.class.getName());

    private NotProjected() {}

    /** The reason; the whole failure goes to the log at a level that is off in a shop, for it can quote the document. */
    static String reason(RuntimeException failure) {
        LOG.log(Level.FINE, "A document could not be projected", failure);
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return failure instanceof Unprojectable
                ? failure.getMessage()
                : "A value is not of the form it should have ("
                        + root.getClass().getSimpleName() + ").";
    }
}
