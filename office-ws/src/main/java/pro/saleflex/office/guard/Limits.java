package pro.saleflex.office.guard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Problem;

/**
 * How many requests one address and one terminal may send, for all doors. They are there for a caller that went mad: a till
 * at full speed stays far below, and loses nothing above, because it keeps what was not accepted and sends it again.
 */
@ApplicationScoped
public class Limits {
    @Inject
    OfficeConfig config;

    private RateLimit<String> addresses;
    private RateLimit<UUID> terminals;

    @PostConstruct
    void start() {
        addresses = new RateLimit<>(config.addressPerSecond(), config.addressBurst(), System::nanoTime);
        terminals = new RateLimit<>(config.terminalPerSecond(), config.terminalBurst(), System::nanoTime);
    }

    /**
     * Counts a request of this address, before anybody looks who it is.
     *
     * @throws Problem 429 when there were too many
     */
    public void address(HttpServletRequest request) {
        String address = CallerAddress.of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
        addresses.take(address).ifPresent(wait -> {
            throw tooMany("address", "this address", addresses.perSecond(), wait);
        });
    }

    /**
     * Counts a request of this terminal.
     *
     * @throws Problem 429 when there were too many
     */
    public void terminal(TerminalRef terminal) {
        terminals.take(terminal.id()).ifPresent(wait -> {
            throw tooMany("terminal", "this terminal", terminals.perSecond(), wait);
        });
    }

    private static Problem tooMany(String policy, String whose, int perSecond, Duration wait) {
        long seconds = wait.toSeconds() + 1; // in whole seconds, not too early
        return Problem.tooMany(
                "More than " + perSecond + " requests a second from " + whose + ". Nothing is lost: send it again.",
                policy,
                perSecond,
                seconds);
    }
}
