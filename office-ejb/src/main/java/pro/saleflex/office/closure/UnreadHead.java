package pro.saleflex.office.closure;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.Optional;
import pro.saleflex.office.document.JsonParsers;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.document.Unprojectable;

/**
 * The head of a sales document of which no projection could be made, whatever the form of its other parts. Public for the
 * binding.
 *
 * @param closureNumber the period it belongs to; null: it does not say
 * @param receiptNumber its number in that period; null: it does not say
 */
public record UnreadHead(Long closureNumber, Long receiptNumber) {

    /** Reads it; nothing when there is no head. */
    static Optional<UnreadHead> of(String payload) {
        try (JsonParser parser = JsonParsers.over(payload)) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.next() == Event.KEY_NAME) {
                boolean head = parser.getString().equals("head");
                Event value = parser.next();
                if (value == Event.START_OBJECT && head) {
                    String text = parser.getObject().toString();
                    return Optional.of(
                            RecordBinding.bind(text, UnreadHead.class).record());
                } else if (value == Event.START_OBJECT) {
                    parser.skipObject();
                } else if (value == Event.START_ARRAY) {
                    parser.skipArray();
                }
            }
            return Optional.empty();
        } catch (JsonException | Unprojectable e) { // not even the form of a document
            return Optional.empty();
        }
    }
}
