package pro.saleflex.office.status;

/** The state of a terminal, worst first. {@link TerminalStateRule} decides. */
public enum TerminalState {
    /** Four of its calls are missing. */
    SILENT,
    /** Its call is overdue; nothing to act on yet, and never in the history. */
    LATE,
    /** An administrator blocked it: it gets no master data, but its uploads are accepted. */
    BLOCKED,
    /** It never called. */
    NEVER_SEEN,
    /** It calls when it has something to hand over, without a known interval: no verdict. */
    ON_DEMAND,
    /** It calls as often as it said. */
    ONLINE,
    /** It said goodbye. */
    CLOSED
}
