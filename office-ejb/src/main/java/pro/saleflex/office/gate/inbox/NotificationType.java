package pro.saleflex.office.gate.inbox;

/** Subject of a notification; lower case on the wire. */
public enum NotificationType {
    /** Products have changed: they are pulled at once. */
    PRODUCT_UPDATE,
    /** Campaigns have changed: they are pulled at once. */
    CAMPAIGN_UPDATE,
    /** Prices have changed: products are pulled at once. */
    PRICE_CHANGE,
    /** A message for the people at the terminals. */
    TERMINAL_MESSAGE,
    /** A message for the people at the terminals and in the office. */
    SYSTEM_ALERT,
    /** A command for terminals, see {@link NotificationCommand}. */
    TERMINAL_COMMAND
}
