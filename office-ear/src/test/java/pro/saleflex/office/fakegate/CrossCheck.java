package pro.saleflex.office.fakegate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Consistency checks of a pushed document that a schema cannot express. */
final class CrossCheck {
    private CrossCheck() {}

    /** Problems of a body that is valid by its schema; empty if there are none. */
    static List<String> problems(String idempotencyKey, JsonNode body) {
        List<String> problems = new ArrayList<>();
        byte[] document = body.path("document").stringValue().getBytes(StandardCharsets.UTF_8);
        if (!Delivery.sha256(document).equals(body.path("payload_sha256").stringValue())) {
            problems.add("payload_sha256 is not that of the document");
        }
        List<String> keyParts = Stream.of(idempotencyKey.split("/", -1))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        List<String> expected = List.of(
                body.path("store_code").stringValue(),
                body.path("terminal_code").stringValue(),
                Delivery.id(body));
        if (!keyParts.equals(expected)) {
            problems.add("Idempotency-Key says " + keyParts + ", the body " + expected);
        }
        int previous = Integer.MIN_VALUE;
        for (JsonNode receipt : body.path("missing_receipts")) {
            if (receipt.intValue() <= previous) {
                problems.add("missing_receipts do not ascend");
                break;
            }
            previous = receipt.intValue();
        }
        return problems;
    }
}
