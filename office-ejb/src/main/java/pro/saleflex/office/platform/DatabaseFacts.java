package pro.saleflex.office.platform;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** What administrators want to know about the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class DatabaseFacts {
    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** Reads them now. */
    public Facts read() {
        return Sql.query(
                        em,
                        "select current_setting('server_version') as version,"
                                + " pg_database_size(current_database()) as bytes")
                .single(row -> new Facts(row.text("version"), row.number("bytes")));
    }

    /**
     * Facts about the database.
     *
     * @param version of PostgreSQL
     * @param bytes its size on disk, without the write-ahead log
     */
    public record Facts(String version, long bytes) {}
}
