package pro.saleflex.office.reference;

import java.util.List;

/** What a terminal gets when it pulls its master data. */
public sealed interface InitData {

    /**
     * The data.
     *
     * @param entityTag changes when anything the terminal would get changes
     * @param parts the JSON object {@code data} in pieces, to be written one after the other
     */
    record Ready(String entityTag, List<String> parts) implements InitData {

        @Override
        public String toString() {
            return "Ready[" + entityTag + "]"; // never the parts: they hold cashiers' codes
        }
    }

    /** The terminal may not pull now: it is blocked, or its pull permission is off. */
    record NotAllowed(String message) implements InitData {}

    /** The store has no master data yet. */
    record Empty(String message) implements InitData {}
}
