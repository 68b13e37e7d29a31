package pro.saleflex.office.simulator;

import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import pro.saleflex.office.simulator.OfficeClient.Answer;

/** SOAP client of the tills: decides what goes by SOAP, builds the messages, and reads the few values a till needs. */
final class SoapTransport {
    private static final int VERSION = 11;
    private static final Pattern REQUEST = Pattern.compile("(?s)<requests>(.*?)</requests>");
    private static final Pattern MEMBER = Pattern.compile("<(type|closure_number|from|to)>([^<]*)<");
    private static final Pattern VALUE = Pattern.compile("<(?:\\w+:)?(status|accepted)>([^<]*)<");

    private final double share;
    private final AtomicLong heartbeats = new AtomicLong();

    /** @param share of what goes by SOAP, 0 to 1 */
    SoapTransport(double share) {
        this.share = share;
    }

    /** Whether this document goes by SOAP. Decided by its id, so that the answer is always the same. */
    boolean bySoap(String what, Map<String, Object> envelope) {
        Map<?, ?> item = (Map<?, ?>) ((List<?>) envelope.get(what)).get(0);
        Map<?, ?> head = (Map<?, ?>) item.get(what.equals("transactions") ? "head" : "closure");
        return Math.floorMod(head.get("id").hashCode(), 1000) < share * 1000;
    }

    /** Whether the next heartbeat goes by SOAP. Decided by counting, so that the share is exact from the start. */
    boolean nextHeartbeatBySoap() {
        long number = heartbeats.incrementAndGet();
        return Math.floor(number * share) > Math.floor((number - 1) * share);
    }

    /** Calls an operation; the reader gets the answer converted to its REST form. */
    Answer call(
            Invocation.Builder request, String operation, Map<String, Object> body, OfficeClient.ReplyReader reader) {
        String message = SoapForm.message(VERSION, operation, body);
        request.header("SOAPAction", "\"\"");
        return OfficeClient.send(
                request,
                "POST",
                Entity.entity(message, SoapForm.contentType(VERSION)),
                (status, xml) -> reader.read(status, status == 200 ? json(xml) : xml));
    }

    /** Converts a reply to its REST form, as far as a till reads it. */
    static String json(String xml) {
        StringBuilder requests = new StringBuilder();
        REQUEST.matcher(xml).results().forEach(request -> {
            requests.append(requests.isEmpty() ? "{" : ",{");
            StringBuilder members = new StringBuilder();
            MEMBER.matcher(request.group(1)).results().forEach(member -> {
                String quote = member.group(1).equals("type") ? "\"" : "";
                members.append(members.isEmpty() ? "\"" : ",\"")
                        .append(member.group(1))
                        .append("\":");
                members.append(quote).append(member.group(2)).append(quote);
            });
            requests.append(members).append('}');
        });
        StringBuilder json =
                new StringBuilder("{\"requests\":[").append(requests).append(']');
        VALUE.matcher(xml).results().forEach(value -> json.append(",\"")
                .append(value.group(1))
                .append("\":\"")
                .append(value.group(2))
                .append('"'));
        return json.append('}').toString();
    }
}
