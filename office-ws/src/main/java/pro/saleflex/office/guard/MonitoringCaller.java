package pro.saleflex.office.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import pro.saleflex.office.config.OfficeConfig;

/**
 * Decides who may see health details: this machine and the monitoring addresses in the settings, never a caller through
 * a proxy.
 */
@ApplicationScoped
public class MonitoringCaller {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    @Inject
    OfficeConfig config;

    /** Whether this caller may see the details. */
    public boolean is(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return (THIS_MACHINE.contains(address) || config.monitorAddresses().contains(address))
                && TerminalGuard.FORWARDING.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
