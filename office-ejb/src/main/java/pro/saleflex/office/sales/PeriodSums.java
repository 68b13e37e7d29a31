package pro.saleflex.office.sales;

import java.math.BigDecimal;

/**
 * What was handed over of a terminal's period.
 *
 * @param documents how many documents, cancelled ones included
 * @param total the sum of their totals, in the store's currency, cancelled ones included as in the terminal's own sum
 */
public record PeriodSums(long documents, BigDecimal total) {}
