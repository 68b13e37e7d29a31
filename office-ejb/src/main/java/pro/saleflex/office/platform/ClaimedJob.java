package pro.saleflex.office.platform;

/**
 * A job under a lease, to be run by its holder alone.
 *
 * @param name of the job
 * @param lease on it
 * @param position where to continue; null: from the start
 * @param failures in a row so far
 */
public record ClaimedJob(JobName name, Lease lease, String position, int failures) {}
