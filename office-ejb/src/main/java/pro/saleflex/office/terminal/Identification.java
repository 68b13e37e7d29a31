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
     * @param message what the shop can do about it
     */
    record Refused(Refusal reason, String message) implements Identification {}
}
