package pro.saleflex.office.intake;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Classifies why a transaction failed: because of the data it wrote, or because the database is unwell. Rolls back.
 *
 * <p>The difference decides how the terminal is answered. It follows from the class of PostgreSQL's SQLSTATE (its
 * manual, appendix "Error codes"):
 *
 * <table>
 * <caption>What each class means</caption>
 * <tr><td>22, 23</td><td>the data: a value or a constraint. Next rung.</td></tr>
 * <tr><td>54</td><td>the data: a limit, such as a text too long for its index. Next rung.</td></tr>
 * <tr><td>none, and no database exception among the causes</td><td>our mapping of the data. Next rung.</td></tr>
 * <tr><td>40</td><td>two transactions collided: tried again, then unwell.</td></tr>
 * <tr><td>08, 25, 28, 53, 55, 57, 58</td><td>unwell: no connection, read-only, no access, out of resources, a lock not
 * obtained, stopped by an operator or a time-out, a disk error. 503 with Retry-After, never a rejection; all of them
 * pass without anybody touching the document.</td></tr>
 * <tr><td>none, but thrown by the database layer</td><td>unwell: the pool is exhausted, the driver gave up, the
 * transaction could not be started.</td></tr>
 * <tr><td>any other, such as 0A, 21, 42, 44, P0, XX, or one we do not know</td><td>something that waiting does not fix:
 * a damaged page, a missing privilege, an error in a trigger. Next rung, as for the data: the document is kept and
 * flagged without a projection, and projected once the cause is fixed.</td></tr>
 * </table>
 */
@ApplicationException(rollback = true)
public class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String COLLISION = "40";
    private static final Set<String> UNWELL_CLASSES = Set.of("08", "25", "28", COLLISION, "53", "55", "57", "58");

    private final boolean unwell;
    private final boolean collision;

    private Fault(String message, boolean unwell, boolean collision, Throwable cause) {
        super(message, cause);
        this.unwell = unwell;
        this.collision = collision;
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
                String state = sql.getSQLState();
                String sqlClass = state.length() == 5 ? state.substring(0, 2) : "";
                return new Fault(
                        "SQLSTATE " + state, UNWELL_CLASSES.contains(sqlClass), sqlClass.equals(COLLISION), thrown);
            }
            persistence |= t instanceof SQLException
                    || t.getClass().getName().startsWith("jakarta.persistence.")
                    || t.getClass().getName().startsWith("org.eclipse.persistence.")
                    || t.getClass().getName().startsWith("jakarta.transaction.");
        }
        return new Fault(thrown.getClass().getSimpleName(), persistence, false, thrown);
    }

    /** Whether two transactions merely collided, so that a retry helps. */
    boolean collision() {
        return collision;
    }

    /** Whether the database is at fault, so that the document's outcome is unknown. */
    public boolean unwell() {
        return unwell;
    }
}
