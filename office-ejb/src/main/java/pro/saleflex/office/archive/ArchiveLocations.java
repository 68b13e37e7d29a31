package pro.saleflex.office.archive;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.platform.Sql;

/** Which archives belong to this database, and where each was last seen. Its methods are public for the container. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ArchiveLocations {
    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /** The archive that lies at a path, as far as this database knows. */
    public Optional<KnownArchive> at(Path path) {
        return Sql.query(
                        em,
                        "select archive_id, created_at is not null as created from archive_location where path = :path")
                .set("path", path.toString())
                .first(row -> new KnownArchive(row.id("archive_id"), row.flag("created")));
    }

    /** Whether an archive belongs to this database. */
    public boolean knows(UUID archiveId) {
        return Sql.query(em, "select path from archive_location where archive_id = :id limit 1")
                .set("id", archiveId)
                .first(row -> row.text("path"))
                .isPresent();
    }

    /** Records that an archive is about to be created at a path; returns the one that another server was quicker with. */
    public KnownArchive reserve(Path path) {
        Sql.query(em, "insert into archive_location (path, archive_id) values (:path, :id) on conflict do nothing")
                .set("path", path.toString())
                .set("id", UUID.randomUUID())
                .update();
        return at(path).orElseThrow();
    }

    /** Records that the archive at a path has its marker. */
    public void created(Path path) {
        Sql.query(em, "update archive_location set created_at = :now where path = :path and created_at is null")
                .set("now", clock.instant())
                .set("path", path.toString())
                .update();
    }

    /** Records that an archive of this database now lies at a path. */
    public void moved(Path path, UUID archiveId) {
        Sql.query(
                        em,
                        "insert into archive_location (path, archive_id, created_at) values (:path, :id, :now)"
                                + " on conflict (path) do update set archive_id = excluded.archive_id,"
                                + " created_at = excluded.created_at")
                .set("path", path.toString())
                .set("id", archiveId)
                .set("now", clock.instant())
                .update();
    }

    /**
     * An archive of this database.
     *
     * @param id in its marker
     * @param created whether the marker was written; otherwise a crash may have come before it
     */
    public record KnownArchive(UUID id, boolean created) {}
}
