package pro.saleflex.office.terminal;

/** The result of identifying a caller. */
public sealed interface Identification {

    /**
     * The caller is this terminal.
     *
     * @param terminal the terminal
     */
    record Identified(TerminalRef terminal) implements Identification {}

    /**
     * The caller is refused. This is recorded, because it may be a terminal whose sales are not backed up.
     *
     * @param reason why
     * @param disclosed whether the caller may know the reason; strangers may not, or they could find out which stores
     *     and terminals exist
     * @param message if disclosed, what the shop can do about it; otherwise the same text for every reason
     */
    record Refused(Refusal reason, boolean disclosed, String message) implements Identification {}
}
