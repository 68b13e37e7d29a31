package pro.saleflex.office.archive.dump;

/** Hears how far a dump or a load has come, on its thread and often: whoever shows it leaves most of it out. */
@FunctionalInterface
public interface DumpProgress {
    /** For nobody. */
    DumpProgress NONE = (phase, table, rows, done, total) -> {};

    /** What is being done. */
    enum Phase {
        /** The tables are read into the file. Bytes are those on the server's disk, and estimated within a table. */
        DUMP,
        /** The file is read and checked. Bytes are those of the file. */
        CHECK,
        /** The database's tables are created or brought up to date. Neither table nor bytes are known. */
        MIGRATE,
        /** The rows are loaded into the tables. Bytes are those before compression. */
        LOAD
    }

    /**
     * Reports.
     *
     * @param table the table at hand; empty: none
     * @param rows its rows so far
     * @param done bytes done so far, of all tables
     * @param total bytes of all tables
     */
    void report(Phase phase, String table, long rows, long done, long total);
}
