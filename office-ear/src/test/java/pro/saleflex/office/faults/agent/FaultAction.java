package pro.saleflex.office.faults.agent;

/** What happens at a point. */
public enum FaultAction {
    /** The process ends at once, as by kill -9. */
    HALT,
    /** All processes of PostgreSQL are killed; this one goes on. */
    KILL_DATABASE,
    /** The thread waits for two seconds. */
    DELAY
}
