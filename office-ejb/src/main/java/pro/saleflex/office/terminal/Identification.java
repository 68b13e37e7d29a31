package pro.saleflex.office.terminal;

/** The answer to "who is calling?". */
public sealed interface Identification {

    /**
     * It is this terminal.
     *
     * @param terminal the terminal
     */
    record Identified(TerminalRef terminal) implements Identification {}

    /**
     * It is turned away, and that is kept: it may be a till whose sales are not backed up.
     *
     * @param reason why
     * @param told may the caller know the reason? Strangers may not, or they could find out which stores and tills there are
     * @param message what the shop can do about it, for who is told; the same for all others
     */
    record Refused(Refusal reason, boolean disclosed, String message) implements Identification {}
}
