package pro.saleflex.office.intake;

import java.util.List;

/** What became of a request. */
public sealed interface IntakeResult {

    /**
     * Every item was looked at; what was accepted is on disk.
     *
     * @param accepted items that are in the journal now, whether new or known
     * @param rejections items that cannot be identified; they are kept aside
     */
    record Done(int accepted, List<Rejected> rejections) implements IntakeResult {

        /** How many were rejected. */
        public int rejected() {
            return rejections.size();
        }
    }

    /**
     * An item that cannot be identified.
     *
     * @param position in the request, from 0
     * @param reason in words for who wrote the terminal's program
     */
    record Rejected(int position, String reason) {}

    /**
     * The database is unwell: nothing is said about any item, the terminal shall send all of it again.
     *
     * @param reason for the log and the terminal's error line
     */
    record Unwell(String reason) implements IntakeResult {}
}
