package pro.saleflex.office.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks on the application's own connection that PostgreSQL's settings make every commit durable. */
final class Durability {
    private Durability() {}

    /** The two settings that are only on or off. Source: PostgreSQL documentation, "Write Ahead Log". */
    private static final List<String> MUST_BE_ON = List.of("fsync", "full_page_writes");

    /** The values of {@code synchronous_commit} for which a commit waits for the local disk. */
    private static final Set<String> FLUSHED = Set.of("on", "local", "remote_write", "remote_apply");

    /** Throws {@link NotDurableException}, naming the wrong settings, if a commit would not survive a power cut. */
    static void check(Connection connection) throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (String setting : MUST_BE_ON) {
            if (!"on".equals(value(connection, setting))) {
                wrong.add(setting);
            }
        }
        if (!FLUSHED.contains(value(connection, "synchronous_commit"))) {
            wrong.add("synchronous_commit");
        }
        if (!wrong.isEmpty()) {
            throw new NotDurableException(wrong);
        }
    }

    private static String value(Connection connection, String setting) throws SQLException {
        try (var statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, setting);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
