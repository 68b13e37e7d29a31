package pro.saleflex.office.terminal;

import java.time.OffsetDateTime;
import java.util.Optional;

/** Authentication rule: checks that a caller is the terminal whose codes it names. */
final class CredentialCheck {
    private CredentialCheck() {}

    /**
     * Returns why the caller is refused, or empty if it is accepted.
     *
     * <p>A secret that is sent must be right even in a trusted network: a wrong secret means a wrong terminal. Trust
     * depends on the peer's address. A request through a proxy only shows the proxy's address, so it is never trusted.
     * A bound certificate is always required in addition.
     */
    static Optional<Refusal> refusal(
            TerminalCodes codes, TerminalDirectory.Entry entry, Credential credential, OffsetDateTime now) {
        if (entry.store().isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_STORE);
        }
        if (entry.terminal().isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_TERMINAL);
        }
        Terminal terminal = entry.terminal().get();
        if (terminal.secretRevokedAt != null) {
            boolean hasRevokedSecret = credential.secret().isPresent()
                    && Secrets.matches(credential.secret().get(), terminal.secretSha256);
            return Optional.of(hasRevokedSecret ? Refusal.SECRET_REVOKED : Refusal.TERMINAL_REVOKED);
        }
        return secretRefusal(codes, terminal, credential, now).or(() -> certificateRefusal(terminal, credential));
    }

    private static Optional<Refusal> secretRefusal(
            TerminalCodes codes, Terminal terminal, Credential credential, OffsetDateTime now) {
        if (credential.secret().isPresent()) {
            boolean ownUser =
                    credential.user().map(codes.terminalCode()::equals).orElse(true);
            boolean current = Secrets.matches(credential.secret().get(), terminal.secretSha256);
            boolean previous = Secrets.matches(credential.secret().get(), terminal.previousSecretSha256)
                    && now.isBefore(terminal.previousValidUntil);
            return ownUser && (current || previous) ? Optional.empty() : Optional.of(Refusal.SECRET_WRONG);
        }
        boolean trusted = !credential.forwarded()
                && NetworkRanges.contain(NetworkRanges.split(terminal.trustedNetworks), credential.peer());
        return trusted ? Optional.empty() : Optional.of(Refusal.SECRET_MISSING);
    }

    private static Optional<Refusal> certificateRefusal(Terminal terminal, Credential credential) {
        if (terminal.certificateSha256 == null) {
            return Optional.empty();
        }
        return credential
                .certificate()
                .map(presented -> Fingerprint.matches(presented, terminal.certificateSha256)
                        ? Optional.<Refusal>empty()
                        : Optional.of(Refusal.CERTIFICATE_WRONG))
                .orElse(Optional.of(Refusal.CERTIFICATE_MISSING));
    }
}
