package pro.saleflex.office.listener;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The callers that may see the server's health: this machine and the configured monitoring addresses, never through a
 * proxy.
 */
final class Monitors {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
    private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final Set<String> named;

    private Monitors(Set<String> named) {
        this.named = named;
    }

    /** @param addresses comma separated; may be null */
    static Monitors of(String addresses) {
        return new Monitors(
                Arrays.stream(Objects.requireNonNullElse(addresses, "").split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toSet()));
    }

    boolean include(HttpServletRequest caller) {
        String address = caller.getRemoteAddr();
        return (THIS_MACHINE.contains(address) || named.contains(address))
                && FORWARDING.stream().allMatch(header -> caller.getHeader(header) == null);
    }
}
