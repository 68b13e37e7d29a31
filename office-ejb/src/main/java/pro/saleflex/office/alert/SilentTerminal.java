package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A till that is silent now.
 *
 * @param terminal the till
 * @param since when it turned silent
 */
public record SilentTerminal(TerminalRef terminal, OffsetDateTime since) {}
