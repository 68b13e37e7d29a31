package pro.saleflex.office.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can go wrong. Each kind has words in one or several wordings; a wording other than the plain one, {@code ""}, is
 * chosen by the fact {@link #WORDING}. A wording names the facts that its words need.
 */
public enum AlertKind {
    /** A till, or many of a store together, said nothing for too long. */
    SILENT(Map.of("", Set.of("terminal", "store"), "together", Set.of("tills", "number", "store"))),
    /** Something that is connected to a till does not work. */
    PERIPHERAL_ERROR(Map.of("", Set.of("terminal", "store", "peripheral", "detail"))),
    /** Documents wait on a till for too long. */
    DOCUMENTS_WAITING(Map.of("", Set.of("terminal", "store", "number", "minutes"))),
    /** Documents are missing in a closed period; {@code counted}: which ones cannot be told. */
    RECEIPT_GAP(Map.of(
            "", Set.of("terminal", "store", "closure", "numbers"),
            "counted", Set.of("terminal", "store", "closure", "number"))),
    /** A till sent two documents with one id and different content. */
    CONFLICT(Map.of("", Set.of("terminal", "store", "number"))),
    /** Receipts of a till have the number of another of the same till: it was cloned, or installed anew. */
    SAME_NUMBER(Map.of("", Set.of("terminal", "store", "receipt", "number"))),
    /** Documents are kept, and missing in what the portal shows. */
    PROJECTION_FAILED(Map.of("", Set.of("terminal", "store", "number"))),
    /** A till's clock is wrong. */
    CLOCK_SKEW(
            Map.of("ahead", Set.of("terminal", "store", "seconds"), "behind", Set.of("terminal", "store", "seconds"))),
    /** A disk of this server or of a till is nearly full; {@code full}: so full that tills are not served. */
    LOW_DISK(Map.of(
            "", Set.of("directory", "free", "limit"),
            "full", Set.of("directory", "free", "limit"),
            "till", Set.of("terminal", "store", "free"))),
    /** GATE cannot be reached; {@code misconfigured}: it turns us away. */
    GATE_LINK_DOWN(Map.of("", Set.of("number"), "misconfigured", Set.of("reason"))),
    /** GATE is reached, and documents wait for it for too long. */
    GATE_BEHIND(Map.of("", Set.of("number", "minutes"))),
    /** GATE does not take documents of a till. */
    GATE_PARKED(Map.of("", Set.of("terminal", "store", "number"))),
    /** This server's disks do not last long without GATE. */
    OUTAGE_ROOM(Map.of("", Set.of("days", "free"))),
    /** GATE sent master data, or notifications, that cannot be used. */
    GATE_DATA_REFUSED(Map.of("", Set.of("store", "resource", "reason"), "notifications", Set.of("reason"))),
    /** The name of a store's time zone means one thing here and another elsewhere. */
    ZONE_AMBIGUOUS(Map.of("", Set.of("store", "zone"))),
    /** The application server's console answers to other machines. */
    CONSOLE_OPEN(Map.of("", Set.of("address", "port"))),
    /** The archive cannot be written. */
    ARCHIVE_FAILING(Map.of("", Set.of("reason"))),
    /** Somebody calls with a secret that was revoked. */
    SECRET_REVOKED_USED(Map.of("", Set.of("terminal", "store"))),
    /** Somebody calls and is turned away: it may be a till whose sales are not backed up. */
    CALLER_REFUSED(Map.of(
            "unknown_store", Set.of("terminal", "store"),
            "unknown_terminal", Set.of("terminal", "store"),
            "secret_missing", Set.of("terminal", "store"),
            "secret_wrong", Set.of("terminal", "store"),
            "certificate", Set.of("terminal", "store"),
            "many", Set.of("number")));

    /** The fact that chooses a wording. */
    public static final String WORDING = "wording";

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of and Set.of only
    private final Map<String, Set<String>> wordings;

    AlertKind(Map<String, Set<String>> wordings) {
        this.wordings = wordings;
    }

    /**
     * The key of a cause of this kind.
     *
     * @param parts what tells it from other causes of its kind, such as the terminal's id
     */
    public String key(Object... parts) {
        return Stream.concat(Stream.of(name().toLowerCase(Locale.ROOT)), Arrays.stream(parts))
                .map(Object::toString)
                .collect(Collectors.joining(":"));
    }

    /**
     * Does an acknowledgement end it? True for what does not go away: somebody has seen these, and only further ones are
     * news.
     */
    boolean settledByAcknowledgement() {
        return this == CONFLICT || this == SAME_NUMBER;
    }

    /** The wordings with the facts that each needs. */
    Map<String, Set<String>> wordings() {
        return wordings;
    }

    /** What is wrong with facts, or nothing: the wording must exist and have all it needs. */
    Optional<String> fault(Map<String, String> facts) {
        Set<String> needed = wordings.get(facts.getOrDefault(WORDING, ""));
        if (needed == null) {
            return Optional.of(this + " has no wording \"" + facts.getOrDefault(WORDING, "") + "\".");
        }
        return needed.stream()
                .filter(name -> facts.get(name) == null)
                .sorted()
                .findFirst()
                .map(name -> this + " needs the fact \"" + name + "\".");
    }
}
