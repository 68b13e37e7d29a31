package pro.saleflex.office.closure;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.Optional;
import pro.saleflex.office.document.JsonParsers;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.document.Unprojectable;

/**
 * The head of a sales document that could not be projected, read leniently: its other parts may have any form. Public
 * for the binding.
 *
 * @param closureNumber the period it belongs to; null if missing
 * @param receiptNumber its receipt number in that period; null if missing
 */
public record UnreadHead(Long closureNumber, Long receiptNumber) {

    /** Reads the head of a payload; empty if there is none. */
    static Optional<UnreadHead> of(String payload) {
        try (JsonParser parser = JsonParsers.over(payload)) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.next() == Event.KEY_NAME) {
                boolean head = parser.getString().equals("head");
                Event value = parser.next();
                if (value == Event.START_OBJECT && head) {
                    return Optional.of(RecordBinding.bind(JsonParsers.cut(payload, parser, value), UnreadHead.class)
                            .record());
                }
                JsonParsers.skip(parser, value);
            }
            return Optional.empty();
        } catch (JsonException | Unprojectable e) { // not even shaped like a document
            return Optional.empty();
        }
    }
}
