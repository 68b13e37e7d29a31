/**
 * Sales documents, which the wire calls transactions: their intake, their projection to tables, and the figures read
 * from them.
 *
 * <p>Facades: {@link pro.saleflex.office.sales.SalesIntake} and {@link pro.saleflex.office.sales.SalesReader}. Events:
 * none. Tables: {@code sales_document} and its row tables, {@code sales_product} to {@code sales_fiscal}.
 */
package pro.saleflex.office.sales;
