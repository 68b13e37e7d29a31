package pro.saleflex.office.fakegate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What no schema can say about a pushed document. */
final class CrossCheck {
    private CrossCheck() {}

    /** What is wrong with a body that has the right form. */
    static List<String> problems(String idempotencyKey, JsonNode body) {
        List<String> problems = new ArrayList<>();
        byte[] document = body.path("document").stringValue().getBytes(StandardCharsets.UTF_8);
        if (!Delivery.sha256(document).equals(body.path("payload_sha256").stringValue())) {
            problems.add("payload_sha256 is not that of the document");
        }
        List<String> named = Stream.of(idempotencyKey.split("/", -1))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        List<String> meant = List.of(
                body.path("store_code").stringValue(),
                body.path("terminal_code").stringValue(),
                Delivery.id(body));
        if (!named.equals(meant)) {
            problems.add("Idempotency-Key says " + named + ", the body " + meant);
        }
        int before = Integer.MIN_VALUE;
        for (JsonNode receipt : body.path("missing_receipts")) {
            if (receipt.intValue() <= before) {
                problems.add("missing_receipts do not ascend");
                break;
            }
            before = receipt.intValue();
        }
        return problems;
    }
}
