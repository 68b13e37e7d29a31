package pro.saleflex.office.intake;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Why a transaction failed: by its data, or because the database is unwell. Rolls back.
 *
 * <p>The difference decides what a terminal is told. Only data errors (SQLSTATE classes 22 and 23, and failures of our own
 * mapping, which involve no database) send an item down a rung; everything else a database can say (08, 40, 53, 55, 57, a
 * time-out, no connection) answers 503 for the whole request, never a rejection.
 */
@ApplicationException(rollback = true)
public class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> DATA_CLASSES = Set.of("22", "23");

    private final boolean unwell;

    private Fault(String message, boolean unwell, Throwable cause) {
        super(message, cause);
        this.unwell = unwell;
    }

    /** Classifies what was thrown. */
    public static Fault of(Throwable thrown) {
        if (thrown instanceof Fault fault) {
            return fault;
        }
        boolean persistence = false;
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof Fault fault) {
                return fault;
            }
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                boolean data = sql.getSQLState().length() == 5
                        && DATA_CLASSES.contains(sql.getSQLState().substring(0, 2));
                return new Fault("SQLSTATE " + sql.getSQLState(), !data, thrown);
            }
            persistence |= t instanceof SQLException
                    || t.getClass().getName().startsWith("jakarta.persistence.")
                    || t.getClass().getName().startsWith("org.eclipse.persistence.")
                    || t.getClass().getName().startsWith("jakarta.transaction.");
        }
        return new Fault(thrown.getClass().getSimpleName(), persistence, thrown);
    }

    /** A failure that may not go down any rung further. */
    Fault asUnwell() {
        return new Fault(getMessage(), true, getCause());
    }

    /** Is it the database, so that nothing may be said about the document? */
    public boolean unwell() {
        return unwell;
    }
}
