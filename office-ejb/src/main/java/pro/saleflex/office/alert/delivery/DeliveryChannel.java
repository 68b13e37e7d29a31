package pro.saleflex.office.alert.delivery;

/** How an alert leaves the application. */
public enum DeliveryChannel {
    /** By e-mail, over the mail session {@code mail/office}. */
    MAIL,
    /** By a POST to the webhook in the settings. */
    WEBHOOK
}
