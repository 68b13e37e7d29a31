package pro.saleflex.office.fakegate;

import java.time.Instant;
import java.util.List;

/**
 * Confirmation that a notification was read, as OFFICE sends it.
 *
 * @param readAt according to OFFICE
 * @param confirmedBy codes of the terminals that confirmed it
 */
public record ReadConfirmation(Instant readAt, List<String> confirmedBy) {}
