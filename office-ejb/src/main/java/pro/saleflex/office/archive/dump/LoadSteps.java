package pro.saleflex.office.archive.dump;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** What else belongs to a load: what a dump's rows refer to but the dump does not hold. */
public interface LoadSteps {
    /** Nothing else. */
    LoadSteps NONE = new LoadSteps() {};

    /** Prepares the empty tables, in the transaction in which the rows are loaded. */
    default void beforeRows(Connection connection) throws SQLException {}

    /**
     * Completes the rows, which are committed; the schema is still that of the dump. After an interruption it is called
     * again. The connection commits by itself, and must do so again afterwards.
     */
    default void afterRows(Connection connection) throws IOException, SQLException {}
}
