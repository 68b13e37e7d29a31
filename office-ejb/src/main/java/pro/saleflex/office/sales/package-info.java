/**
 * Sales documents, made searchable and summable; the wire calls them transactions.
 *
 * <p>Doors: {@link pro.saleflex.office.sales.SalesIntake} and {@link pro.saleflex.office.sales.SalesReader}. Events: none.
 * Tables: {@code sales_document} and the rows of a document, {@code sales_product} to {@code sales_fiscal}.
 */
package pro.saleflex.office.sales;
