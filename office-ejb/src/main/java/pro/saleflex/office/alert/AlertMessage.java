package pro.saleflex.office.alert;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.alert.delivery.OutgoingMessage;
import pro.saleflex.office.alert.delivery.OutgoingMessage.Event;
import pro.saleflex.office.zone.StoreZone;

/** Renders an alert for delivery: as an e-mail's text and a webhook's JSON. */
final class AlertMessage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss O", Locale.ROOT);

    private AlertMessage() {}

    /**
     * Renders the message.
     *
     * @param zone the zone of the times in the e-mail; the webhook gets UTC
     */
    static OutgoingMessage of(Event event, Alert alert, StoreZone zone, Locale locale) {
        Map<String, String> parameters = AlertParameters.fromText(alert.facts);
        AlertText.Wording words = AlertText.of(alert.kind, parameters, locale);
        String place = Stream.of("store", "terminal")
                .map(parameters::get)
                .filter(value -> value != null && !value.isEmpty())
                .collect(Collectors.joining(", "));
        String state = AlertText.of("event." + event, locale) + " (" + AlertText.of(alert.severity, locale) + ")";
        String subject = state + ": " + words.title() + (place.isEmpty() ? "" : " - " + place);
        String text = String.join(
                "\n",
                state + ": " + words.title(),
                "",
                words.what(),
                words.means(),
                words.todo(),
                "",
                AlertText.of("message.since", locale) + " " + TIME.format(zone.at(alert.firstAt.toInstant())),
                "SaleFlex.OFFICE",
                "");
        return new OutgoingMessage(event, subject, text, json(event, alert, parameters, words));
    }

    private static String json(Event event, Alert alert, Map<String, String> parameters, AlertText.Wording words) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("event", event.name().toLowerCase(Locale.ROOT))
                .add("alert_id", alert.id.toString())
                .add("kind", alert.kind.name())
                .add("severity", alert.severity.name());
        Stream.of("store", "terminal")
                .filter(parameters::containsKey)
                .forEach(name -> json.add(name, parameters.get(name)));
        return json.add("title", words.title())
                .add("what", words.what())
                .add("means", words.means())
                .add("todo", words.todo())
                .add("first_at", utc(alert.firstAt))
                .add("last_at", utc(alert.lastAt))
                .add("times", alert.times)
                .build()
                .toString();
    }

    private static String utc(OffsetDateTime time) {
        return time.toInstant().toString();
    }
}
