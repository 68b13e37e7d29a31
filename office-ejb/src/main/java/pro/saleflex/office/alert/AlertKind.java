package pro.saleflex.office.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can go wrong. Each kind has its texts in one or more wordings. The parameter {@link #WORDING} selects a wording
 * other than the plain one, {@code ""}. Each wording names the parameters that its texts need.
 */
public enum AlertKind {
    /** A terminal has not called for too long; {@code together}: many of a store have not. */
    SILENT(Map.of("", Set.of("terminal", "store"), "together", Set.of("tills", "number", "store"))),
    /** A device connected to a terminal does not work. */
    PERIPHERAL_ERROR(Map.of("", Set.of("terminal", "store", "peripheral", "detail"))),
    /** Documents have been waiting on a terminal for too long. */
    DOCUMENTS_WAITING(Map.of("", Set.of("terminal", "store", "number", "minutes"))),
    /** Documents are missing from a closed period; {@code counted}: their numbers are unknown. */
    RECEIPT_GAP(Map.of(
            "", Set.of("terminal", "store", "closure", "numbers"),
            "counted", Set.of("terminal", "store", "closure", "number"))),
    /** A terminal sent two documents with the same id and different content. */
    CONFLICT(Map.of("", Set.of("terminal", "store", "number"))),
    /** Several receipts of a terminal have the same number: the terminal was cloned or reinstalled. */
    SAME_NUMBER(Map.of("", Set.of("terminal", "store", "receipt", "number"))),
    /** Documents are in the journal, but their projection failed, so the portal does not show them. */
    PROJECTION_FAILED(Map.of("", Set.of("terminal", "store", "number"))),
    /** A terminal's clock is wrong. */
    CLOCK_SKEW(
            Map.of("ahead", Set.of("terminal", "store", "seconds"), "behind", Set.of("terminal", "store", "seconds"))),
    /**
     * A disk is nearly full, this server's or ({@code till}) a terminal's; {@code full}: terminals are not served any
     * more.
     */
    LOW_DISK(Map.of(
            "", Set.of("directory", "free", "limit"),
            "full", Set.of("directory", "free", "limit"),
            "till", Set.of("terminal", "store", "free"))),
    /** GATE cannot be reached; {@code misconfigured}: it rejects this server. */
    GATE_LINK_DOWN(Map.of("", Set.of("number"), "misconfigured", Set.of("reason"))),
    /** GATE can be reached, but documents have been waiting for it for too long. */
    GATE_BEHIND(Map.of("", Set.of("number", "minutes"))),
    /** GATE rejects documents of a terminal. */
    GATE_PARKED(Map.of("", Set.of("terminal", "store", "number"))),
    /** This server's disks would soon be full if GATE stayed away. */
    OUTAGE_ROOM(Map.of("", Set.of("days", "free"))),
    /** GATE sent master data or notifications that cannot be used. */
    GATE_DATA_REFUSED(Map.of("", Set.of("store", "resource", "reason"), "notifications", Set.of("reason"))),
    /** Programs disagree on what the name of a store's time zone means. */
    ZONE_AMBIGUOUS(Map.of("", Set.of("store", "zone"))),
    /** The application server's console is open to other machines. */
    CONSOLE_OPEN(Map.of("", Set.of("address", "port"))),
    /** The archive cannot be written. */
    ARCHIVE_FAILING(Map.of("", Set.of("reason"))),
    /** The last verification found that the archive or the journal is not as it was written. */
    ARCHIVE_DAMAGED(Map.of("", Set.of("number", "reason"))),
    /** The last rehearsal of the restore failed. */
    REHEARSAL_FAILED(Map.of("", Set.of("reason"))),
    /** Documents have been in the database only for too long, neither in the archive nor at GATE. */
    SINGLE_COPY(Map.of("", Set.of("number", "minutes"))),
    /** Somebody calls with a revoked secret. */
    SECRET_REVOKED_USED(Map.of("", Set.of("terminal", "store"))),
    /** A caller is refused; it may be a terminal whose sales are not backed up. */
    CALLER_REFUSED(Map.of(
            "unknown_store", Set.of("terminal", "store"),
            "unknown_terminal", Set.of("terminal", "store"),
            "secret_missing", Set.of("terminal", "store"),
            "secret_wrong", Set.of("terminal", "store"),
            "certificate", Set.of("terminal", "store"),
            "many", Set.of("number")));

    /** The parameter that selects a wording. */
    public static final String WORDING = "wording";

    @SuppressWarnings("ImmutableEnumChecker") // only Map.of and Set.of create it
    private final Map<String, Set<String>> wordings;

    AlertKind(Map<String, Set<String>> wordings) {
        this.wordings = wordings;
    }

    /**
     * Builds the key of a cause of this kind.
     *
     * @param parts what distinguishes it from other causes of its kind, such as the terminal's id
     */
    public String key(Object... parts) {
        return Stream.concat(Stream.of(name().toLowerCase(Locale.ROOT)), Arrays.stream(parts))
                .map(Object::toString)
                .collect(Collectors.joining(":"));
    }

    /**
     * Whether an acknowledgement resolves an alert of this kind. True where the cause never goes away: once somebody
     * has seen these occurrences, only further ones matter.
     */
    boolean settledByAcknowledgement() {
        return this == CONFLICT || this == SAME_NUMBER;
    }

    /** Returns the wordings with the parameters that each needs. */
    Map<String, Set<String>> wordings() {
        return wordings;
    }

    /** Checks parameters: the wording must exist and have all it needs. Returns what is wrong, or empty. */
    Optional<String> fault(Map<String, String> parameters) {
        Set<String> needed = wordings.get(parameters.getOrDefault(WORDING, ""));
        if (needed == null) {
            return Optional.of(this + " has no wording \"" + parameters.getOrDefault(WORDING, "") + "\".");
        }
        return needed.stream()
                .filter(name -> parameters.get(name) == null)
                .sorted()
                .findFirst()
                .map(name -> this + " needs the parameter \"" + name + "\".");
    }
}
