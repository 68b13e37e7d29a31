package pro.saleflex.office.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rule that an acknowledged document is on disk: PostgreSQL's settings must say so on our own connection. */
final class Durability {
    private Durability() {}

    /** Source: PostgreSQL documentation, "Write Ahead Log": the two settings that have only on and off. */
    private static final List<String> MUST_BE_ON = List.of("fsync", "full_page_writes");

    /** The values of {@code synchronous_commit} under which a commit waits for the local disk. */
    private static final Set<String> FLUSHED = Set.of("on", "local", "remote_write", "remote_apply");

    /** Throws {@link NotDurableException}, naming the settings, when a commit would not survive a power cut. */
    static void check(Connection connection) throws SQLException {
        List<String> off = new ArrayList<>();
        for (String setting : MUST_BE_ON) {
            if (!"on".equals(value(connection, setting))) {
                off.add(setting);
            }
        }
        if (!FLUSHED.contains(value(connection, "synchronous_commit"))) {
            off.add("synchronous_commit");
        }
        if (!off.isEmpty()) {
            throw new NotDurableException(off);
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
