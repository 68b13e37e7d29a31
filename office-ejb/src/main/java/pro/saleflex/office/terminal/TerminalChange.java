package pro.saleflex.office.terminal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change to a terminal; what is null stays as it is.
 *
 * @param blocked a blocked terminal gets no master data; its uploads are still taken
 * @param mayPull whether it gets master data
 * @param trustedNetworks address ranges from which it needs no secret; empty: it always needs it
 * @param rotate true: a new secret; the one before is taken for a while yet, see
 *     {@link pro.saleflex.office.config.OfficeConfig#rotationGrace()}, any older one no more
 * @param revoke true: no secret works any more, and no network is trusted, until one is rotated or the till enrols
 * @param endPrevious true: the secret before the rotation ends now
 * @param certificateSha256 the {@link Fingerprint} of the certificate that its calls must show besides; blank: none
 */
public record TerminalChange(
        Boolean blocked,
        Boolean mayPull,
        List<String> trustedNetworks,
        Boolean rotate,
        Boolean revoke,
        Boolean endPrevious,
        String certificateSha256) {

    /** Blocks a terminal, or ends that. */
    public static TerminalChange block(boolean blocked) {
        return new TerminalChange(blocked, null, null, null, null, null, null);
    }

    /** Gives it a new secret. */
    public static TerminalChange rotation() {
        return new TerminalChange(null, null, null, true, null, null, null);
    }

    /** Takes its secrets from it. */
    public static TerminalChange revocation() {
        return new TerminalChange(null, null, null, null, true, null, null);
    }

    /** Ends the secret before the rotation. */
    public static TerminalChange endOfPrevious() {
        return new TerminalChange(null, null, null, null, null, true, null);
    }

    /** Binds it to a certificate; blank: to none. */
    public static TerminalChange certificate(String fingerprint) {
        return new TerminalChange(null, null, null, null, null, null, fingerprint);
    }

    /** What is wrong with it, in words for the administrator, or nothing. */
    public Optional<String> fault() {
        long secrets = Stream.of(rotate, revoke, endPrevious)
                .filter(Boolean.TRUE::equals)
                .count();
        return secrets > 1
                ? Optional.of("rotate, revoke and end_previous exclude each other.")
                : NetworkRanges.fault(trustedNetworks).or(() -> Fingerprint.fault(certificateSha256));
    }
}
