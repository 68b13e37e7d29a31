package pro.saleflex.office.faults;

/**
 * Something that is not as it should be after the faults.
 *
 * @param sort what sort of harm it is
 * @param where at which till
 * @param what in words
 */
record Finding(Sort sort, String where, String what) {
    /** Sorts of harm. */
    enum Sort {
        /** An acknowledged document is missing. */
        LOST,
        /** A document is there more than once, or nobody's. */
        DOUBLED,
        /** Numbers or deliveries are out of order. */
        ORDER,
        /** Content differs. */
        CHANGED,
        /** Amounts differ. */
        AMOUNT,
        /** A document has no projection. */
        PROJECTION,
        /** The archive is not the journal. */
        ARCHIVE,
        /** GATE got documents again, although nothing had failed. */
        REPEATED,
        /** GATE's contract was broken. */
        CONTRACT,
        /** Something did not come to rest in time. */
        STUCK
    }
}
