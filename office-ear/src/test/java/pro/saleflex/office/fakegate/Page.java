package pro.saleflex.office.fakegate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One page of a pull, as sent over the wire. */
record Page(List<JsonNode> results, String next, Instant serverTime) {

    /** Address of the next page: the same request with a cursor. */
    static String next(Request request, String cursor) {
        Map<String, String> query = new LinkedHashMap<>(request.query());
        query.put("cursor", cursor);
        return request.origin() + request.path() + "?"
                + query.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
