package pro.saleflex.office.closure;

/** The dimension by which a closure's summary groups its sums. */
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
