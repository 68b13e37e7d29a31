package pro.saleflex.office.gate.status;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import pro.saleflex.office.status.Peripheral;
import pro.saleflex.office.status.TerminalReport;

/** Body of {@code POST /terminals/status/}. Source: gate-openapi.yaml. */
final class StatusMessage {
    private StatusMessage() {}

    /**
     * Writes a message.
     *
     * @param reports of the terminals of one office
     * @param digest the message covers all terminals that ever called, not only those that changed
     */
    static byte[] of(List<TerminalReport> reports, boolean digest, Instant now) {
        JsonArrayBuilder terminals = Json.createArrayBuilder();
        reports.forEach(report -> terminals.add(terminal(report)));
        return Json.createObjectBuilder()
                .add("schema_version", "1.0")
                .add("office_code", reports.get(0).officeCode())
                .add("sent_at", now.toString())
                .add("digest", digest)
                .add("terminals", terminals)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The values whose change is reported at once. Values that change with each heartbeat, such as the time of the last
     * contact, are not among them; they are sent along with the others.
     */
    static List<Object> significantValues(TerminalReport report) {
        return Arrays.asList(
                report.code(),
                report.number(),
                report.name(),
                report.state(),
                report.stateSince(),
                report.softwareVersion(),
                report.activity(),
                report.waitingDocuments(),
                report.openClosureNumber(),
                report.missingReceipts(),
                report.peripherals());
    }

    private static JsonObject terminal(TerminalReport report) {
        return Json.createObjectBuilder()
                .add("store_code", report.storeCode())
                .add("terminal_code", report.code())
                .add("pos_id", report.number())
                .add("name", text(report.name()))
                .add("state", report.state().name())
                .add("state_since", report.stateSince().toString())
                .add("last_seen", time(report.lastSeen()))
                .add("software_version", text(report.softwareVersion()))
                .add("activity", text(report.activity()))
                .add("waiting_documents", number(report.waitingDocuments()))
                .add("oldest_waiting_since", time(report.oldestWaitingSince()))
                .add("open_closure_number", number(report.openClosureNumber()))
                .add("last_receipt_number", number(report.lastReceiptNumber()))
                .add("clock_skew_ms", number(report.clockSkewMillis()))
                .add("missing_receipts", report.missingReceipts())
                .add("peripherals", peripherals(report.peripherals()))
                .build();
    }

    private static JsonArrayBuilder peripherals(List<Peripheral> devices) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        devices.forEach(device -> {
            JsonObjectBuilder object =
                    Json.createObjectBuilder().add("type", device.type()).add("state", device.state());
            array.add(object.add("detail", text(device.detail())));
        });
        return array;
    }

    private static JsonValue text(String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }

    private static JsonValue number(Long number) {
        return number == null ? JsonValue.NULL : Json.createValue(number);
    }

    private static JsonValue time(Instant time) {
        return time == null ? JsonValue.NULL : Json.createValue(time.toString());
    }
}
