package pro.saleflex.office.figures;

/** What is summed up of a till, in the order in which people read it. */
public enum FigureKind {
    /** What was taken for goods: total - discount + surcharge + service charge, less returns. */
    TAKINGS,
    /** What of this was given back for returned goods; not above zero. */
    RETURNS,
    /** Discounts given, less those of returned goods. */
    DISCOUNTS,
    /** Surcharges, less those of returned goods. */
    SURCHARGES,
    /** Service charges, less those of returned goods. */
    SERVICE_CHARGE,
    /** What cash payments were rounded by to the coins there are. */
    ROUNDING,
    /** Tips, less those given back. */
    TIPS,
    /** Change handed back. */
    CHANGE,
    /** Put into the drawer. */
    PAID_IN,
    /** Taken out of the drawer. */
    PAID_OUT
}
