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
 * Rate limits per address and per terminal, shared by REST and SOAP. They stop runaway callers: a terminal at full
 * speed stays far below them, and loses nothing above them, because it keeps what was not accepted and sends it again.
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
     * Counts a request from this address, before the caller is identified.
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
     * Counts a request from this terminal.
     *
     * @throws Problem 429 when there were too many
     */
    public void terminal(TerminalRef terminal) {
        terminals.take(terminal.id()).ifPresent(wait -> {
            throw tooMany("terminal", "this terminal", terminals.perSecond(), wait);
        });
    }

    private static Problem tooMany(String policy, String origin, int perSecond, Duration wait) {
        long seconds = wait.toSeconds() + 1; // whole seconds, rounded up
        return Problem.tooMany(
                "More than " + perSecond + " requests a second from " + origin + ". Nothing is lost: send it again.",
                policy,
                perSecond,
                seconds);
    }
}
