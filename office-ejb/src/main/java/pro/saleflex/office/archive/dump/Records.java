package pro.saleflex.office.archive.dump;

/** The kinds of records, and what writer and reader must agree on. */
final class Records {
    static final byte TABLE = 'T';
    static final byte DATA = 'D';
    static final byte TABLE_END = 'E';
    static final byte MANIFEST = 'M';
    static final byte END = 'Z';

    /** Kind and length. */
    static final int HEAD_BYTES = 5;

    /** A reader need not trust a damaged length. */
    static final int LONGEST_BODY = 1 << 20;

    private Records() {}
}
