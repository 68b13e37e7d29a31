package pro.saleflex.office.portal.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pro.saleflex.office.archive.ArchiveDisk.Space;
import pro.saleflex.office.archive.ArchiveMeter.Reading;
import pro.saleflex.office.archive.Archives.SingleCopies;
import pro.saleflex.office.archive.recovery.StoreRecovery;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.intake.DiskSpace;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.platform.Build;
import pro.saleflex.office.platform.DatabaseFacts;
import pro.saleflex.office.platform.DatabaseFacts.Facts;
import pro.saleflex.office.platform.Timers;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Figure;
import pro.saleflex.office.portal.live.LiveArchive;
import pro.saleflex.office.portal.system.SystemLabels.DiskLine;
import pro.saleflex.office.portal.system.SystemLabels.JobLine;
import pro.saleflex.office.zone.StoreZone;

/**
 * The page System, {@code system.xhtml}. Everybody sees whether documents have a second copy; the rest, from the
 * database on, is for administrators. All of it is about this server as a whole, so what the documents are worth is
 * shown only to those who may see all stores.
 */
@Named
@RequestScoped
public class SystemPage {
    @Inject
    LiveArchive live;

    @Inject
    StoreRecovery recovery;

    @Inject
    DatabaseFacts databaseFacts;

    @Inject
    Journal journal;

    @Inject
    DiskSpace diskSpace;

    @Inject
    OfficeConfig config;

    @Inject
    Timers timers;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private Model model;

    /** Returns the condition of the archive. */
    public Condition getCondition() {
        return Condition.of(model().reading);
    }

    /** Whether nobody has handed over a document yet. */
    public boolean isWithoutDocuments() {
        return model().reading
                .filter(reading -> reading.state().archived() + reading.state().waiting() == 0)
                .isPresent();
    }

    /** Returns where the archive lies. */
    public String getDirectory() {
        return config.archiveDirectory().toString();
    }

    /** Whether its documents are encrypted, not only secrets and personal data. */
    public boolean isEncrypted() {
        return config.archiveEncrypt();
    }

    /** Returns the file with its key. */
    public String getKeyFile() {
        return config.archiveKeyFile().toString();
    }

    /** Whether it lies on the same disk as this server's data. */
    public boolean isSameDisk() {
        return model().reading
                .flatMap(reading -> reading.state().space())
                .filter(Space::sharedWithHome)
                .isPresent();
    }

    /** Whether the viewer can have a lost store recovered from the archive in the directory. */
    public boolean isRecoverable() {
        return currentUser.isAdmin() && recovery.state().possible();
    }

    /** Returns why it is not written, as the operating system or the check says; empty: it is written. */
    public String getReason() {
        return model().reading
                .map(reading -> reading.state().available()
                        ? reading.fault().orElse("")
                        : reading.state().reason())
                .orElse("");
    }

    /** Returns since when the archive has been in its condition, as text. */
    public String getSince() {
        return model().labels.time(since(), null);
    }

    /** Returns the same in milliseconds since the epoch. */
    public long getSinceMillis() {
        return since().toEpochMilli();
    }

    private Instant since() {
        return model().reading.orElseThrow().state().since();
    }

    /** Returns the figures of the archive; empty: nobody has looked yet. */
    public List<Figure> getArchiveFigures() {
        return model().reading.map(model().labels::archive).orElse(List.of());
    }

    /** Whether the documents in one place only have been counted. */
    public boolean isCounted() {
        return model().reading.isPresent();
    }

    /** Whether some documents are in one place only for so long that somebody should do something. */
    public boolean isLasting() {
        return model().reading.filter(live::isLasting).isPresent();
    }

    /** Returns how many documents are in one place only, as a sentence; empty: none. */
    public String getSingle() {
        long documents =
                model().reading.map(reading -> reading.single().documents()).orElse(0L);
        return documents == 0
                ? ""
                : model().labels
                        .text("system.single.some", documents, model().labels.number(documents));
    }

    /** Returns what they are worth, one text per currency; empty for viewers who may not see all stores. */
    public List<String> getValues() {
        return currentUser.isSeeingAll() ? single().map(model().labels::values).orElse(List.of()) : List.of();
    }

    /** Returns when the oldest of them arrived, as text; empty: there is none. */
    public String getOldest() {
        return model().labels.time(oldest().orElse(null), null);
    }

    /** Returns the same in milliseconds since the epoch; null: there is none. */
    public Long getOldestMillis() {
        return oldest().map(Instant::toEpochMilli).orElse(null);
    }

    private Optional<Instant> oldest() {
        return single().flatMap(SingleCopies::oldest);
    }

    private Optional<SingleCopies> single() {
        return model().reading.map(Reading::single);
    }

    /** Returns the figures of the database. */
    public List<Figure> getDatabaseFigures() {
        long entries =
                journal.lengths().values().stream().mapToLong(Long::longValue).sum();
        return model().labels.database(model().facts().bytes(), entries);
    }

    /** Returns the watched disks. */
    public List<DiskLine> getDisks() {
        return diskSpace.freeSpace().stream()
                .map(disk -> model().labels.disk(disk, config.diskMinimumMegabytes(), config.diskWarningMegabytes()))
                .toList();
    }

    /** Returns the regular jobs. */
    public List<JobLine> getJobs() {
        return model().jobs();
    }

    /** Returns how many jobs there are, as a sentence; empty: not all are running well. */
    public String getJobsWell() {
        return getStopped().isEmpty() && getFailing().isEmpty()
                ? model().labels
                        .text(
                                "system.jobs.well",
                                model().labels.number(getJobs().size()))
                : "";
    }

    /** Returns the names of the jobs that have stopped; empty: none. */
    public String getStopped() {
        return SystemLabels.names(getJobs(), "STALE");
    }

    /** Returns the names of the jobs whose last run failed; empty: none. */
    public String getFailing() {
        return SystemLabels.names(getJobs(), "FAILING");
    }

    /** Returns the versions of all parts, by the keys of their names. */
    public Map<String, String> getVersions() {
        Build build = Build.current();
        ServletContext server = (ServletContext)
                FacesContext.getCurrentInstance().getExternalContext().getContext();
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("application", build.version());
        versions.put("build", model().labels.commit(build));
        versions.put("server", server.getServerInfo().strip());
        versions.put("java", Runtime.version().toString());
        versions.put("database", model().facts().version());
        versions.put("zones", StoreZone.rulesVersion());
        return versions;
    }

    /** Returns the server's clock, in milliseconds since the epoch. */
    public long getNow() {
        return clock.instant().toEpochMilli();
    }

    /** Returns the name of the push messages that the page listens for, see live.js. */
    public String getListens() {
        return LiveArchive.PAGE;
    }

    private Model model() {
        if (model == null) {
            model = new Model();
        }
        return model;
    }

    /** All that this request reads, of one moment. */
    private final class Model {
        final Optional<Reading> reading = live.reading();
        final SystemLabels labels = new SystemLabels(currentUser);
        private Facts facts;
        private List<JobLine> jobs;

        Facts facts() {
            if (facts == null) {
                facts = databaseFacts.read();
            }
            return facts;
        }

        List<JobLine> jobs() {
            if (jobs == null) {
                jobs = timers.runs().stream().map(labels::job).toList();
            }
            return jobs;
        }
    }
}
