package pro.saleflex.office.platform;

import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a leased job: its kind, and what it is for if there is one for each of something.
 *
 * <p>A name with fewer words also stands for a group: the kind alone for all its jobs, a pull and a store for all pulls
 * of this store.
 *
 * @param kind of the job
 * @param subject what it is for, the widest first, such as a store's id and what is pulled for it; words without blanks
 */
public record JobName(Kind kind, List<String> subject) {
    public JobName {
        subject = List.copyOf(subject);
        if (subject.stream().anyMatch(word -> word.isEmpty() || word.contains(" "))) {
            throw new IllegalArgumentException("These are not words: " + subject);
        }
    }

    /** The name with these words as subject. */
    public static JobName of(Kind kind, Object... subject) {
        return new JobName(kind, Stream.of(subject).map(Object::toString).toList());
    }

    /** As it is in {@code gate_duty.name}: the words with a blank between them. */
    String stored() {
        return subject.isEmpty() ? kind.stored : kind.stored + " " + String.join(" ", subject);
    }

    /** Reads a stored name of this kind. */
    static JobName read(Kind kind, String stored) {
        String subject = stored.substring(kind.stored.length()).strip();
        return new JobName(kind, subject.isEmpty() ? List.of() : List.of(subject.split(" ", -1)));
    }

    /** What a job does. The stored names must not change: rows of running installations have them. */
    public enum Kind {
        /** Pulls master data from GATE; one job for each store and source. */
        PULL("pull"),
        /** Asks terminals to fetch changed master data; one job for each store. */
        REFRESH("refresh"),
        /** Reports the terminals' states to GATE. */
        STATUS("status"),
        /** Fetches GATE's notifications. */
        NOTIFICATIONS("notifications"),
        /** Returns read notifications to GATE. */
        NOTIFICATION_RETURNS("notification returns"),
        /** Verifies the archive: what is new, by night, or everything, on request. */
        ARCHIVE_VERIFICATION("archive verification"),
        /** Rehearses the restore. */
        RESTORE_REHEARSAL("restore rehearsal"),
        /** Backs the database up to a file, on request. */
        DATABASE_BACKUP("database backup");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }
    }
}
