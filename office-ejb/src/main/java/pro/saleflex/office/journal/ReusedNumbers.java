package pro.saleflex.office.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds numbers that a terminal used twice. Both documents are kept; the one accepted later is flagged
 * {@link Flag#SAME_NUMBER}, whichever of them is projected first.
 */
public final class ReusedNumbers {
    private final Journal journal;
    private final Map<List<Object>, List<Numbered>> byNumber = new HashMap<>();

    /**
     * Starts with the stored documents.
     *
     * @param known the stored documents that have one of the numbers in question
     */
    public ReusedNumbers(Journal journal, List<Numbered> known) {
        this.journal = journal;
        known.forEach(this::add);
    }

    /** Adds documents that are being stored in the running transaction and flags the later ones of each duplicate. */
    public void flagDuplicates(List<Numbered> documents) {
        documents.stream().sorted(Comparator.comparing(Numbered::entryId)).forEach(document -> {
            List<Numbered> others = byNumber.getOrDefault(document.key(), List.of());
            others.stream()
                    .filter(other -> other.entryId() < document.entryId())
                    .findFirst()
                    .ifPresent(earlier -> flag(document, earlier));
            others.stream()
                    .filter(other -> other.entryId() > document.entryId())
                    .forEach(later -> flag(later, document));
            add(document);
        });
    }

    private void flag(Numbered later, Numbered earlier) {
        journal.flag(
                later.entryId(),
                Flag.SAME_NUMBER,
                "Document " + earlier.documentId() + " of this terminal was accepted earlier with the same number.");
    }

    private void add(Numbered document) {
        byNumber.computeIfAbsent(document.key(), key -> new ArrayList<>()).add(document);
    }

    /**
     * A document with its number.
     *
     * @param entryId the id of its journal entry
     * @param documentId the id that the terminal gave it
     * @param terminalId the terminal that used the number
     * @param number the number, of any type
     */
    public record Numbered(long entryId, UUID documentId, UUID terminalId, Object number) {
        private List<Object> key() {
            return List.of(terminalId, number);
        }
    }
}
