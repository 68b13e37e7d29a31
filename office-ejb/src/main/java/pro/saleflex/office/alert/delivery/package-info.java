/**
 * How messages get out of the house, by e-mail and webhook: written with what they tell, sent later, tried for a day.
 *
 * <p>Door: {@link pro.saleflex.office.alert.delivery.AlertDeliveryQueue}, for the alerts only. Events: none. Table:
 * {@code notification}.
 */
package pro.saleflex.office.alert.delivery;
