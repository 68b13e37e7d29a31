package pro.saleflex.office.archivetool;

/** A PostgreSQL server with the roles of {@code roles.sql}. */
interface StoreServer extends AutoCloseable {

    /** Creates an empty database for a store. */
    StoreDatabase createDatabase(String name);

    /** Runs a statement as superuser. */
    void superuser(String database, String sql);

    int port();

    String password(String role);

    @Override
    void close();
}
