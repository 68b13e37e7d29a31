package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A terminal that is silent now.
 *
 * @param terminal the terminal
 * @param since when it fell silent
 */
public record SilentTerminal(TerminalRef terminal, OffsetDateTime since) {}
