package pro.saleflex.office.closure;

/** What a summary of a closure sums by. */
public enum SummaryKind {
    /** By VAT rate. */
    VAT,
    /** Tips by payment type. */
    TIP,
    /** By discount type. */
    DISCOUNT,
    /** By payment type. */
    PAYMENT_TYPE,
    /** By document type. */
    DOCUMENT_TYPE,
    /** By department. */
    DEPARTMENT,
    /** By foreign currency. */
    CURRENCY,
    /** By cashier. */
    CASHIER
}
