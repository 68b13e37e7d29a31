package pro.saleflex.office.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.terminal.Credential;
import pro.saleflex.office.terminal.Identification.Identified;
import pro.saleflex.office.terminal.Identification.Refused;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;

/**
 * Authenticates the calling terminal: by HTTP Basic (user = terminal code), {@code Authorization: Bearer},
 * {@code X-API-Key} or a SOAP message's UsernameToken, or by the network it calls from if an administrator trusts that
 * network for this terminal.
 */
@ApplicationScoped
public class TerminalGuard {
    /** Seconds. */
    private static final int RETRY_AFTER_FAILURES = 60;
    /** Seconds. */
    private static final int RETRY_AFTER = 5;

    /** A request with one of these headers came through a proxy: its peer is not the terminal. */
    static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    @Inject
    Terminals terminals;

    @Inject
    DatabaseState database;

    @Inject
    Contacts contacts;

    @Inject
    Limits limits;

    @Inject
    CallerCertificate certificate;

    /**
     * Identifies the calling terminal, records the contact, and counts the call against the terminal's rate limit.
     *
     * @throws Problem 401, 403, 404 or 429 with what the shop can do; 503 while the server is starting or its database
     *     does not answer
     */
    public TerminalRef identify(HttpServletRequest request, TerminalCodes codes) {
        database.obstacle().ifPresent(obstacle -> {
            throw Problem.retryLater(503, obstacle + " Nothing is lost: the terminal tries again.", RETRY_AFTER);
        });
        var identification = terminals.identify(codes, credential(request));
        if (identification instanceof Identified identified) {
            contacts.seen(identified.terminal());
            limits.terminal(identified.terminal());
            return identified.terminal();
        }
        Refused refused = (Refused) identification;
        if (!refused.disclosed()) {
            throw Problem.unauthorized(refused.message());
        }
        throw switch (refused.reason()) {
            case UNKNOWN_STORE, UNKNOWN_TERMINAL -> Problem.of(404, refused.message());
            case SECRET_MISSING,
                    SECRET_WRONG,
                    SECRET_REVOKED,
                    TERMINAL_REVOKED,
                    CERTIFICATE_MISSING,
                    CERTIFICATE_WRONG -> Problem.unauthorized(refused.message());
            case ENROLMENT_REFUSED -> Problem.of(403, refused.message());
            case TOO_MANY_FAILURES -> Problem.retryLater(429, refused.message(), RETRY_AFTER_FAILURES);
        };
    }

    private Credential credential(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        Optional<BasicCredential> basic = basic(authorization, UsernameToken.of(request));
        Optional<String> secret = basic.map(BasicCredential::password)
                .or(() -> bearer(authorization))
                .or(() -> Optional.ofNullable(request.getHeader("X-API-Key")));
        boolean forwarded = FORWARDING.stream().anyMatch(header -> request.getHeader(header) != null);
        return new Credential(
                basic.map(BasicCredential::user),
                secret,
                CallerAddress.of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For")),
                forwarded,
                certificate.fingerprint(request));
    }

    /** Returns the caller's credential. If it sends both kinds and they contradict each other, neither is trusted. */
    private static Optional<BasicCredential> basic(String authorization, Optional<UsernameToken> token) {
        Optional<BasicCredential> basic = BasicCredential.of(authorization);
        Optional<BasicCredential> fromToken = token.map(t -> new BasicCredential(t.user(), t.password()));
        if (fromToken.isPresent() && authorization != null && !fromToken.equals(basic)) {
            throw Problem.unauthorized(
                    "The Authorization header and the UsernameToken differ. Send only one, or the same in both.");
        }
        return fromToken.or(() -> basic);
    }

    private static Optional<String> bearer(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).strip())
                : Optional.empty();
    }
}
