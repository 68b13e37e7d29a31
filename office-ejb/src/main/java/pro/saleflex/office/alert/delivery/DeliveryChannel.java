package pro.saleflex.office.alert.delivery;

/** A way out of the house. */
public enum DeliveryChannel {
    /** The mail session {@code mail/office}. */
    MAIL,
    /** The webhook that the settings name. */
    WEBHOOK
}
