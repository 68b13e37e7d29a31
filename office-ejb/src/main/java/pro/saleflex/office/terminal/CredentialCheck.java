package pro.saleflex.office.terminal;

import java.time.OffsetDateTime;
import java.util.Optional;

/** The rule by which a caller proves that it is the terminal whose codes it names. */
final class CredentialCheck {
    private CredentialCheck() {}

    /**
     * Why the caller is turned away, or nothing.
     *
     * <p>A secret that is sent must be right, also where the network is trusted: a wrong one is a wrong terminal. Trust
     * looks at the peer's address; a request that came through a proxy shows the proxy's, so it is never trusted. Where a
     * certificate is bound, it is needed besides, whatever else is right.
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
            boolean had = credential.secret().isPresent()
                    && Secrets.matches(credential.secret().get(), terminal.secretSha256);
            return Optional.of(had ? Refusal.SECRET_REVOKED : Refusal.TERMINAL_REVOKED);
        }
        return ofSecret(codes, terminal, credential, now).or(() -> ofCertificate(terminal, credential));
    }

    private static Optional<Refusal> ofSecret(
            TerminalCodes codes, Terminal terminal, Credential credential, OffsetDateTime now) {
        if (credential.secret().isPresent()) {
            boolean ownUser =
                    credential.user().map(codes.terminalCode()::equals).orElse(true);
            boolean right = Secrets.matches(credential.secret().get(), terminal.secretSha256);
            boolean previous = Secrets.matches(credential.secret().get(), terminal.previousSecretSha256)
                    && now.isBefore(terminal.previousValidUntil);
            return ownUser && (right || previous) ? Optional.empty() : Optional.of(Refusal.SECRET_WRONG);
        }
        boolean trusted = !credential.forwarded()
                && NetworkRanges.contain(NetworkRanges.split(terminal.trustedNetworks), credential.peer());
        return trusted ? Optional.empty() : Optional.of(Refusal.SECRET_MISSING);
    }

    private static Optional<Refusal> ofCertificate(Terminal terminal, Credential credential) {
        if (terminal.certificateSha256 == null) {
            return Optional.empty();
        }
        return credential
                .certificate()
                .map(shown -> Fingerprint.matches(shown, terminal.certificateSha256)
                        ? Optional.<Refusal>empty()
                        : Optional.of(Refusal.CERTIFICATE_WRONG))
                .orElse(Optional.of(Refusal.CERTIFICATE_MISSING));
    }
}
