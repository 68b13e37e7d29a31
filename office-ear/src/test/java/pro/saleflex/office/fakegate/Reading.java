package pro.saleflex.office.fakegate;

import java.time.Instant;
import java.util.List;

/**
 * That a notification was read.
 *
 * @param readAt as OFFICE says
 * @param confirmedBy codes of the terminals that have it
 */
public record Reading(Instant readAt, List<String> confirmedBy) {}
