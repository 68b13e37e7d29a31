package pro.saleflex.office.archive;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.reference.CashierCodes;

/**
 * Writes snapshots of everything but the journals and what is rebuilt from them to the archive, always encrypted: so
 * that the archive alone rebuilds the store. One is taken before new entries are archived whenever stores, terminals,
 * users or master data have changed, and within {@link #SOON} of a rejection, a flag, a decision, a pushed counter or an
 * entry of the audit trail; what changes with each call, such as statuses, is at most {@link #INTERVAL} old. Receipt and
 * closure numbers follow from the entries. Beside each lies the key of cashiers' codes, without which those rows are of
 * no use.
 */
@ApplicationScoped
public class ConfigSnapshots {
    private static final Log LOG = Log.of(ConfigSnapshots.class);
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    /** A till whose items are all rejected must not have a snapshot taken for each of them. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** However large the tables have become, snapshots take at most this part of the time. */
    private static final int LEAST_REST = 20;

    private static final int KEPT = 50;

    /** What somebody changed by mistake is often noticed later than {@link #KEPT} snapshots. */
    private static final int KEPT_DAYS = 30;

    private static final String PRODUCT = "SaleFlex.OFFICE";

    /** Rebuilt from the journal, or samples and results that nobody needs on a new server. */
    private static final Set<String> LEFT_OUT = Set.of(
            "journal_entry",
            "journal_head",
            "closure",
            "closure_summary",
            "period_gap",
            "former_conflict",
            "former_conflict_look",
            "card_number_look",
            "projection_renewal",
            "gate_sample",
            "archive_sample",
            "archive_verified",
            "archive_verification",
            "archive_fault",
            "archive_rehearsal",
            "database_backup",
            "store_recovery",
            "archive_check_run");

    /** Changes whenever a snapshot is due at once. The tables are small. */
    private static final String AT_ONCE = " md5(concat_ws('/',"
            + " (select string_agg(cast(r as text), ',' order by r.id) from store r),"
            + " (select string_agg(cast(r as text), ',' order by r.id) from terminal r),"
            + " (select string_agg(cast(r as text), ',' order by r.id) from portal_user r),"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from portal_user_store r),"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from store_terms r),"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from reference_version r),"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from archive_location r),"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from journal_restart r)))";

    /** Changes whenever one is due soon. Of tables that only grow, the end tells. */
    private static final String WITHIN_A_MINUTE = " md5(concat_ws('/',"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from period_explanation r),"
            + " (select concat_ws(',', count(*), max(parked_at), max(retry_at), max(delivered_at),"
            + " max(discard_asked_at), max(discarded_at)) from parked),"
            + " (select string_agg(cast(r as text), ',' order by cast(r as text)) from other_counter r),"
            // one by one, because the index begins with the flag
            + " (select max((select max(f.raised_at) from journal_flag f where f.flag = k.flag)) from unnest(array['"
            + Stream.of(Flag.values()).map(Flag::name).collect(Collectors.joining("', '")) + "']) as k (flag)),"
            + " (select max(id) from rejection), (select max(id) from audit_trail)))";

    @Resource(lookup = "jdbc/office_owner")
    DataSource owner;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    private volatile Optional<String> fault = Optional.empty();
    private Signatures signatures = new Signatures("", "");
    private Instant takenAt = Instant.EPOCH;
    private Duration took = Duration.ZERO;

    /**
     * Takes a snapshot if one is due. A fault of the database is kept for the alert and stops nothing else.
     *
     * @param goesOn called while it is written and read back
     * @throws IOException the archive cannot be written
     */
    void takeIfDue(Path folder, ArchiveKey key, Runnable goesOn) throws IOException {
        try {
            take(folder, key, goesOn);
            fault = Optional.empty();
        } catch (SQLException e) {
            if (fault.isEmpty()) {
                LOG.log(Level.WARNING, "The configuration could not be archived.", e);
            }
            fault = Optional.of("The configuration could not be archived, SQLSTATE " + e.getSQLState() + ".");
        }
    }

    /** Why the latest attempt failed; empty: it did not. */
    Optional<String> fault() {
        return fault;
    }

    private void take(Path folder, ArchiveKey key, Runnable goesOn) throws IOException, SQLException {
        Signatures current = read();
        Instant now = clock.instant();
        if (!isDue(current, now)) {
            return;
        }
        long start = System.nanoTime();
        if (!Files.isDirectory(folder)) { // never created here: the disk may just have gone
            throw new NoSuchFileException(folder.toString());
        }
        DumpDirectory directory = new DumpDirectory(folder, clock);
        Path file = directory.newFile();
        try {
            new DatabaseDump(owner, PRODUCT, clock)
                    .write(file, ConfigSnapshots::isTaken, key, (phase, table, rows, done, total) -> goesOn.run());
        } catch (DatabaseRefusedException e) {
            throw new IllegalStateException("The application works on a store's database", e);
        }
        KeyCopy.write(file, config.home().resolve(CashierCodes.KEY_FILE), key);
        directory.deleteOlder(file, KEPT, KEPT_DAYS);
        signatures = current;
        takenAt = now;
        took = Duration.ofNanos(System.nanoTime() - start);
        LOG.log(Level.FINE, "The configuration was archived in {0}.", file);
    }

    /** Whether a snapshot has this table. */
    static boolean isTaken(String table) {
        return !LEFT_OUT.contains(table) && !table.startsWith("sales_");
    }

    private boolean isDue(Signatures current, Instant now) {
        if (!current.atOnce.equals(signatures.atOnce) || now.isBefore(takenAt)) { // the clock was set back
            return true;
        }
        boolean soon = !current.withinAMinute.equals(signatures.withinAMinute);
        Duration rest = took.multipliedBy(LEAST_REST);
        Duration wait = !soon ? INTERVAL : rest.compareTo(SOON) > 0 ? rest : SOON;
        return !now.isBefore(takenAt.plus(wait));
    }

    private Signatures read() throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select" + AT_ONCE + " as at_once," + WITHIN_A_MINUTE + " as within_a_minute")) {
            row.next();
            return new Signatures(row.getString("at_once"), row.getString("within_a_minute"));
        }
    }

    /** What the tables are like, in two parts. */
    private record Signatures(String atOnce, String withinAMinute) {}
}
