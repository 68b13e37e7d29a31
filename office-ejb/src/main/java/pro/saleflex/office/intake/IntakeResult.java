package pro.saleflex.office.intake;

import java.util.List;

/** The result of a handed-over request. */
public sealed interface IntakeResult {

    /**
     * Every item was processed; the accepted ones are on disk.
     *
     * @param accepted how many items are in the journal now, whether new or known
     * @param rejections items that cannot be identified; they are set aside
     */
    record Done(int accepted, List<Rejected> rejections) implements IntakeResult {

        /** Returns how many items were rejected. */
        public int rejected() {
            return rejections.size();
        }
    }

    /**
     * An item that cannot be identified.
     *
     * @param position in the request, from 0
     * @param reason why, as text for the developer of the terminal's software
     */
    record Rejected(int position, String reason) {}

    /**
     * The database is unwell: no item's outcome is known, and the terminal has to send all of them again.
     *
     * @param reason for the log and the terminal's error line
     */
    record Unavailable(String reason) implements IntakeResult {}
}
