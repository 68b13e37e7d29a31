package pro.saleflex.office.terminal.enrolment;

import java.time.OffsetDateTime;

/**
 * How far a terminal's enrolment is.
 *
 * @param state in a word
 * @param expiresAt when the latest code ends or ended; null: none was made
 * @param failures how often somebody failed with the latest code
 * @param enrolledAt when it last got its secret by a code; null: never
 */
public record EnrolmentView(EnrolmentState state, OffsetDateTime expiresAt, int failures, OffsetDateTime enrolledAt) {
    /** Of a terminal that no code was ever made for. */
    public static final EnrolmentView NONE = new EnrolmentView(EnrolmentState.NEVER, null, 0, null);
}
