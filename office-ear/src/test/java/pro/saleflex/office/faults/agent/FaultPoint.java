package pro.saleflex.office.faults.agent;

/** A point in the product at which a fault can be put: before a method, or when it has ended without an exception. */
public enum FaultPoint {
    /** The documents' journal entries are written in a transaction that goes on. */
    JOURNAL_INSERTED("journal.Journal", "append"),
    /** Everything is written; the commit comes next. */
    BEFORE_COMMIT("intake.Recorder", "record"),
    /** The documents are committed, and no till has its answer. */
    BEFORE_ANSWER("intake.GroupCommit", "writeGroup"),
    /** A lane to GATE is claimed and its entry made up for GATE, but not sent. */
    BEFORE_DELIVERY("gate.push.PushMapper", "push"),
    /** GATE has answered, and the lane does not know. */
    DELIVERED("gate.push.GateDelivery", "post"),
    /** Entries are on the archive's disk, in the open file. */
    ARCHIVED("archive.file.OpenFile", "append"),
    /** A segment is made in memory. */
    SEALING("archive.file.Segment", "encode"),
    /** A segment or a snapshot is on disk under its temporary name. */
    BEFORE_RENAME("archive.file.Folders", "complete", true),
    /** It has its name; the open file still has a segment's entries. */
    RENAMED("archive.file.Folders", "complete"),
    /** The open file is emptied; the lane does not know. */
    SEALED("archive.file.TerminalArchive", "append"),
    /** A till's journal, or a part of it, is restored. */
    RESTORED_IN_PART("archive.restore.JournalLoad", "finish"),
    /** A group of migrations is done, in the launcher or while the application starts. */
    MIGRATED("org.flywaydb.core.internal.command.DbMigrate", "migrateGroup");

    private final String type;
    private final String method;
    private final boolean before;

    FaultPoint(String type, String method) {
        this(type, method, false);
    }

    FaultPoint(String type, String method, boolean before) {
        this.before = before;
        this.type = type.startsWith("org.") ? type : "pro.saleflex.office." + type;
        this.method = method;
    }

    /** The class's name. */
    String type() {
        return type;
    }

    /** Whether it is before the method, not behind it. */
    boolean isBefore() {
        return before;
    }

    /** The method's name; of overloaded ones, each. */
    String method() {
        return method;
    }
}
