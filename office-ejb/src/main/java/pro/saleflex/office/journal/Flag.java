package pro.saleflex.office.journal;

/** Something about a stored document that needs attention. A flag never keeps a document out. */
public enum Flag {
    /** A document with the same id and different content was stored before; this entry is the later one. */
    CONFLICT,
    /** Another terminal handed over a document with this id before. */
    ID_OF_OTHER_TERMINAL,
    /** Another document of this terminal has the same {@code transaction_unique_id} or {@code closure_unique_id}. */
    SAME_NUMBER,
    /** Its amounts do not add up (protocol reference, section 9). */
    DOES_NOT_ADD_UP,
    /** A value does not fit its column and was left out; the payload has it. */
    VALUE_LEFT_OUT,
    /** A value has more decimals than its column and was rounded; the payload has it as sent. */
    VALUE_ROUNDED,
    /** Counters pushed with it could not be read. */
    COUNTERS_UNREAD,
    /** It could not be projected; the journal has it, and it can be projected later. */
    NOT_PROJECTED
}
