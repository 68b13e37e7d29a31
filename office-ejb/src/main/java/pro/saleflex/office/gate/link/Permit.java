package pro.saleflex.office.gate.link;

/** May something be delivered? */
public enum Permit {
    /** No. */
    NONE,
    /** One delivery, to see whether they pass. */
    TRIAL,
    /** As many as one likes. */
    FLOW
}
