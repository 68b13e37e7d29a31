package pro.saleflex.office.archive.check;

import java.util.List;
import pro.saleflex.office.platform.JobName;

/** What is done by night or whenever somebody asks for it. */
public enum CheckKind {
    /** The archive is verified: by night what is new and some of the old, on request everything. */
    VERIFICATION("archive.verify"),
    /** The restore of the last day is rehearsed. */
    REHEARSAL("archive.rehearse"),
    /** The database is backed up to a file; only on request. */
    BACKUP("database.backup");

    private static final JobName NIGHTLY_VERIFICATION = JobName.of(JobName.Kind.ARCHIVE_VERIFICATION, "nightly");
    private static final JobName COMPLETE_VERIFICATION = JobName.of(JobName.Kind.ARCHIVE_VERIFICATION, "complete");
    private static final JobName ANY_REHEARSAL = JobName.of(JobName.Kind.RESTORE_REHEARSAL);
    private static final JobName ANY_BACKUP = JobName.of(JobName.Kind.DATABASE_BACKUP);

    private final String action;

    CheckKind(String action) {
        this.action = action;
    }

    /** The audit trail's word for asking for it. */
    String action() {
        return action;
    }

    /** The job that a request makes due. */
    JobName requested() {
        return switch (this) {
            case VERIFICATION -> COMPLETE_VERIFICATION;
            case REHEARSAL -> ANY_REHEARSAL;
            case BACKUP -> ANY_BACKUP;
        };
    }

    /** The jobs that are due once a night. */
    static List<JobName> nightly() {
        return List.of(NIGHTLY_VERIFICATION, ANY_REHEARSAL);
    }
}
