/**
 * Sales documents, which the wire calls transactions: their intake, their projection to tables, and the figures read
 * from them.
 *
 * <p>Facades: {@link pro.saleflex.office.sales.SalesIntake}, {@link pro.saleflex.office.sales.SalesReader} for figures,
 * and {@link pro.saleflex.office.sales.Receipts} for single documents. Events: none. Tables: {@code sales_document}, and the rows of a document in {@code sales_product}, {@code sales_payment},
 * {@code sales_change}, {@code sales_tax}, {@code sales_discount}, {@code sales_surcharge}, {@code sales_tip},
 * {@code sales_department}, {@code sales_refund}, {@code sales_delivery}, {@code sales_kitchen_order},
 * {@code sales_loyalty}, {@code sales_note}, {@code sales_fiscal}.
 */
package pro.saleflex.office.sales;
