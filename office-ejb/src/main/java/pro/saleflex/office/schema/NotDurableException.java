package pro.saleflex.office.schema;

import java.util.List;

/** Commits would not survive a power cut, so acknowledged sales could be lost. The application does not start. */
public class NotDurableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDurableException(List<String> settings) {
        super("PostgreSQL would lose acknowledged sales in a power cut: " + String.join(", ", settings)
                + " must be on. Set it in postgresql.conf (or for the role) and start again.");
    }
}
