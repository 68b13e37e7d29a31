package pro.saleflex.office.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import pro.saleflex.office.config.OfficeConfig;

/**
 * Who watches this server and may know how it is: this machine, and the addresses an administrator named. Nobody through a
 * proxy.
 */
@ApplicationScoped
public class MonitoringCaller {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    @Inject
    OfficeConfig config;

    /** Whether the details are for this caller. */
    public boolean is(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return (THIS_MACHINE.contains(address) || config.monitorAddresses().contains(address))
                && TerminalGuard.FORWARDING.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
