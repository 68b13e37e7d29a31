package pro.saleflex.office.reference;

import java.util.Map;

/** What a terminal gets when it pulls its master data. */
public sealed interface InitData {

    /**
     * The data.
     *
     * @param entityTag changes when anything the terminal would get changes
     * @param resources what it gets by resource, each as JSON text, in the order in which terminals write them
     */
    record Ready(String entityTag, Map<String, String> resources) implements InitData {

        @Override
        public String toString() {
            return "Ready[" + entityTag + "]"; // never the resources: they hold cashiers' codes
        }
    }

    /** The terminal may not pull now: it is blocked, or its pull permission is off. */
    record NotAllowed(String message) implements InitData {}

    /** The store has no master data yet. */
    record Empty(String message) implements InitData {}
}
