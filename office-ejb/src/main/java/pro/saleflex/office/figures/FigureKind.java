package pro.saleflex.office.figures;

/** The figures that are summed up per terminal, in the order in which people read them. */
public enum FigureKind {
    /** Total - discount + surcharge + service charge, less returns. */
    TAKINGS,
    /** The part of the takings refunded for returned goods; zero or negative. */
    RETURNS,
    /** Discounts given, less those of returns. */
    DISCOUNTS,
    /** Surcharges, less those of returns. */
    SURCHARGES,
    /** Service charges, less those of returns. */
    SERVICE_CHARGE,
    /** Rounding of cash payments to the smallest coin. */
    ROUNDING,
    /** Tips, less those of returns. */
    TIPS,
    /** Change handed back. */
    CHANGE,
    /** Money put into the drawer. */
    PAID_IN,
    /** Money taken out of the drawer. */
    PAID_OUT
}
