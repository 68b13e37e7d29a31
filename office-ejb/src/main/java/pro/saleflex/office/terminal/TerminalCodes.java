package pro.saleflex.office.terminal;

/**
 * The three codes by which a caller says which terminal it is.
 *
 * @param officeCode as in the terminal's settings
 * @param storeCode as in the terminal's settings
 * @param terminalCode as in the terminal's settings
 */
public record TerminalCodes(String officeCode, String storeCode, String terminalCode) {}
