/**
 * Receipts: the documents of tills as people look at them, found by what stands on a customer's paper, and one in full.
 *
 * <p>Pages: {@code receipts.xhtml}, {@code receipt.xhtml}. Both show only tills of the viewer's stores. No facade, no
 * events and no tables of its own.
 */
package pro.saleflex.office.portal.receipt;
