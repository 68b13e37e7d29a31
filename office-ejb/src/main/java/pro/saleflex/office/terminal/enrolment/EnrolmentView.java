package pro.saleflex.office.terminal.enrolment;

import java.time.OffsetDateTime;

/**
 * A terminal's enrolment as people see it.
 *
 * @param state its state
 * @param expiresAt when the latest code expires or expired; null: none was issued
 * @param failures number of failed attempts with the latest code
 * @param enrolledAt when the terminal last got its secret for a code; null: never
 */
public record EnrolmentView(EnrolmentState state, OffsetDateTime expiresAt, int failures, OffsetDateTime enrolledAt) {
    /** The enrolment of a terminal for which no code was ever issued. */
    public static final EnrolmentView NONE = new EnrolmentView(EnrolmentState.NEVER, null, 0, null);
}
