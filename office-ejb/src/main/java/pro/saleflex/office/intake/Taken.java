package pro.saleflex.office.intake;

/** What became of a request. */
public sealed interface Taken {

    /**
     * Every item was looked at; what was accepted is on disk.
     *
     * @param accepted items that are in the journal now, whether new or known
     * @param rejected items that cannot be identified; they are kept aside
     */
    record Done(int accepted, int rejected) implements Taken {}

    /**
     * The database is unwell: nothing is said about any item, the terminal shall send all of it again.
     *
     * @param reason for the log and the terminal's error line
     */
    record Unwell(String reason) implements Taken {}
}
