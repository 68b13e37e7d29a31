package pro.saleflex.office.archivetool;

import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that the environment names, by the variables of PostgreSQL's own programs. */
final class TargetDatabase {
    static final String USAGE = """
              PGHOST, PGPORT   the server                   (127.0.0.1, 5432; the one-command run uses port 15432)
              PGDATABASE       the database                 (office)
              PGUSER           the owner of the database    (office)
              PGPASSWORD       its password; or use ~/.pgpass
            """;

    private TargetDatabase() {}

    static DataSource of(Map<String, String> environment) throws WrongCallException {
        String port = value(environment, "PGPORT", "5432");
        if (!port.matches("[1-9][0-9]{0,4}")) {
            throw new WrongCallException("PGPORT must be a number, not " + port + ".");
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {value(environment, "PGHOST", "127.0.0.1")});
        database.setPortNumbers(new int[] {Integer.parseInt(port)});
        database.setDatabaseName(value(environment, "PGDATABASE", "office"));
        database.setUser(value(environment, "PGUSER", "office"));
        database.setPassword(value(environment, "PGPASSWORD", null)); // null: the driver looks into ~/.pgpass
        database.setApplicationName("office-archive");
        return database;
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
