package pro.saleflex.office.gate.inbox;

/** What GATE tells about; on the wire in small letters. */
public enum NotificationType {
    /** Products have changed: they are pulled at once. */
    PRODUCT_UPDATE,
    /** Campaigns have changed: they are pulled at once. */
    CAMPAIGN_UPDATE,
    /** Prices have changed: products are pulled at once. */
    PRICE_CHANGE,
    /** For the people at terminals. */
    TERMINAL_MESSAGE,
    /** For the people at terminals and in the office. */
    SYSTEM_ALERT,
    /** Something to do for terminals, or with them. */
    TERMINAL_COMMAND
}
