package pro.saleflex.office.status;

/** How a terminal is doing, the worst first. {@link TerminalStateRule} decides. */
public enum TerminalState {
    /** Four of its calls are missing. */
    SILENT,
    /** Its call is overdue; nothing to act on yet, and never in the history. */
    LATE,
    /** An administrator blocked it: no master data; its uploads are taken. */
    BLOCKED,
    /** It never called. */
    NEVER_SEEN,
    /** It calls when it has something to hand over, and never said how often: no verdict. */
    ON_DEMAND,
    /** It calls as often as it said. */
    ONLINE,
    /** It said goodbye. */
    CLOSED
}
