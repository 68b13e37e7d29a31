package pro.saleflex.office.archivetool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import pro.saleflex.office.schema.Migrations;

/** A store's database: filled by the application's role, compared by the owner. */
final class StoreDatabase {
    /** Two, so that one terminal's journal cannot stand in for the other's. */
    private static final List<String> TERMINALS =
            List.of("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002");

    /** Characters that a dump could corrupt: its own escapes and end marker, control characters, non-ASCII. */
    private static final String PAYLOAD =
            "{\"note\": \"'Çay' 🍵 \\\\ \\\\N \\t \\n\"}\n\\.\n\\N\ttab\r\n$1 ;--\u0001\u007f";

    /** Tells each migration, otherwise; held here, since the logging forgets loggers that nobody holds. */
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    static {
        MIGRATIONS.setLevel(Level.WARNING);
    }

    private final StoreServer server;
    private final String name;

    StoreDatabase(StoreServer server, String name) {
        this.server = server;
        this.name = name;
    }

    String name() {
        return name;
    }

    StoreServer server() {
        return server;
    }

    Connection application() throws SQLException {
        return source("office_app").getConnection();
    }

    /** Connects as the owner. */
    DataSource owner() {
        return source("office");
    }

    private DataSource source(String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(name);
        source.setUser(role);
        source.setPassword(server.password(role));
        return source;
    }

    /** Runs a statement as superuser. */
    void superuser(String sql) {
        server.superuser(name, sql);
    }

    /**
     * Migrates the schema like the application at its start.
     *
     * @return the number of migrations that were missing
     */
    int migrate() {
        return Migrations.newest(owner(), "office_app").migrate().migrationsExecuted;
    }

    /** Migrates the schema like a former version of the application. */
    StoreDatabase migratedUpTo(String version) {
        Migrations.upTo(version, owner(), "office_app").migrate();
        return this;
    }

    /** Creates the tables, and a store with two terminals, users and master data. */
    StoreDatabase opened() throws SQLException {
        migrate();
        try (Connection connection = application();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into store
                        values ('00000000-0000-4000-8000-000000000000', 'OFFICE-001', 'STORE-001', 'Çarşı',
                                'Europe/Istanbul', 'TRY', now());
                    insert into portal_user values (gen_random_uuid(), 'admin', 'hash', 'ADMINISTRATOR', now());
                    insert into reference_version values ('00000000-0000-4000-8000-000000000000', 1, now());
                    insert into reference_row
                        select '00000000-0000-4000-8000-000000000000', 'product', i, '{"no": ' || i || '}',
                               sha256(int4send(i))
                        from generate_series(1, 200) i;
                    """);
            for (String terminal : TERMINALS) {
                int number = TERMINALS.indexOf(terminal) + 1;
                statement.execute("""
                        insert into terminal
                            values ('%1$s', '00000000-0000-4000-8000-000000000000', 'POS-%2$s', %2$s, 'Till %2$s',
                                    false, true, sha256('secret'), null, null, now());
                        insert into journal_head values ('%1$s', 0);
                        insert into counter values ('%1$s', 1, 0, null);
                        insert into other_counter values ('%1$s', 'invoice', 0);
                        """.formatted(terminal, number));
            }
        }
        return this;
    }

    /** Each terminal hands over this many sales, one transaction per sale, written like the application does. */
    void sell(int times) throws SQLException {
        try (Connection connection = application();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> parts = partsOfASale(statement);
            for (int i = 0; i < times; i++) {
                for (String terminal : TERMINALS) {
                    sell(statement, terminal, parts);
                    connection.commit();
                }
            }
        }
    }

    /** The tables of a document's rows, as created by the migrations. */
    private static List<String> partsOfASale(Statement statement) throws SQLException {
        return column(statement, """
                select table_name from information_schema.tables
                where table_name like 'sales\\_%' and table_name <> 'sales_document'
                """);
    }

    private static void sell(Statement statement, String terminal, List<String> parts) throws SQLException {
        long id = Long.parseLong(
                column(statement, "select nextval('journal_entry_id')").get(0));
        StringBuilder sale = new StringBuilder("""
                with head as (
                    update journal_head set entry_no = entry_no + 1 where terminal_id = '%1$s' returning entry_no
                ), content as (
                    select entry_no, '%3$s' || entry_no as payload from head
                )
                insert into journal_entry
                    select %2$s, '%1$s', entry_no, 'TRANSACTION', gen_random_uuid(), payload,
                           sha256(convert_to(payload, 'UTF8')), sha256(int8send(entry_no)), sha256(int8send(%2$s)),
                           'REST', clock_timestamp()
                    from content;
                insert into sales_document
                        (id, terminal_id, document_id, total_amount, exchange_rate, local_time, opened_at)
                    select id, terminal_id, document_id, 1234567890.1234, 0.000001, '2026-11-22 06:17:56.206544',
                           received_at
                    from journal_entry where id = %2$s;
                update counter set receipt_number = receipt_number + 1 where terminal_id = '%1$s';
                insert into journal_flag values (%2$s, 'MASKED', 'a card number', now());
                insert into rejection (terminal_id, kind, payload, payload_sha256, reason, source, received_at)
                    values ('%1$s', 'TRANSACTION', '[]', sha256(int8send(%2$s)), 'no id', 'REST', now());
                insert into audit_trail (at, actor, action, subject, detail) values (now(), 'till', 'SALE', '%2$s', '');
                """.formatted(terminal, id, PAYLOAD.replace("'", "''")));
        for (String part : parts) {
            sale.append("insert into %s (document_id, position, row_id) values (%s, 1, gen_random_uuid());\n"
                    .formatted(part, id));
        }
        statement.execute(sale.toString());
    }

    /**
     * The content of each table, as row count and checksum over every column, and of each sequence; but for Flyway's and
     * the numbers that journals go on with behind a restore.
     */
    Map<String, String> content() throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : column(statement, """
                    select tablename from pg_tables
                    where schemaname = 'public' and tablename not in ('flyway_schema_history', 'journal_restart')
                    """)) {
                content.put(table, column(statement, """
                                select count(*) || ' rows '
                                    || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')
                                from %s t
                                """.formatted(table)).get(0));
            }
            for (String sequence : column(statement, """
                    select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences where schemaname = 'public'
                    """)) {
                content.put(sequence, "");
            }
        }
        return content;
    }

    /** A closed connection may stay on the server's list for a moment, and a restore checks that list. */
    void awaitEndOfSelling() throws SQLException, InterruptedException {
        while (!rows("select pid from pg_stat_activity where datname = current_database() and usename = 'office_app'")
                .isEmpty()) {
            Thread.sleep(20);
        }
    }

    /** The number of entries in all journals. */
    long entries() throws SQLException {
        return Long.parseLong(rows("select count(*) from journal_entry").get(0));
    }

    /** Whether it has no tables and no restore has begun. */
    boolean isEmpty() throws SQLException {
        return rows("""
                select relname from pg_class
                where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'unfinished_restore')
                """).isEmpty();
    }

    /** Owners and privileges of every table, index and sequence, and privileges on the schema; one line each. */
    List<String> rights() throws SQLException {
        return rows("""
                select format('%s %s of %s', relkind, relname, pg_get_userbyid(relowner)) as line
                from pg_class where relnamespace = 'public'::regnamespace
                union all
                select format('%s: %s may %s %s', relname, grantee::regrole, privilege_type, is_grantable)
                from pg_class, aclexplode(
                    coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)))
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')
                union all
                select format('%s: %s may %s %s', nspname, grantee::regrole, privilege_type, is_grantable)
                from pg_namespace, aclexplode(nspacl) where nspname = 'public'
                order by line
                """);
    }

    /** The first column of the answer, as the owner. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            return column(statement, sql);
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
