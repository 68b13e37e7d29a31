/**
 * Delivers alerts by e-mail and webhook (transactional outbox): a delivery is queued in the transaction that changes
 * the alert, sent later under a {@link pro.saleflex.office.platform.Lease}, and retried for a day.
 *
 * <p>Facade: {@link pro.saleflex.office.alert.delivery.AlertDeliveryQueue}, used by package {@code alert} only. Events:
 * none. Table: {@code notification}.
 */
package pro.saleflex.office.alert.delivery;
