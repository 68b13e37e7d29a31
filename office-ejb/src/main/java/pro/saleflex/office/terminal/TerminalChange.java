package pro.saleflex.office.terminal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change to a terminal; null leaves a value unchanged.
 *
 * @param blocked a blocked terminal gets no master data; its uploads are still accepted
 * @param mayPull whether it gets master data
 * @param trustedNetworks address ranges from which it needs no secret; empty: it always needs it
 * @param rotate true: makes a new secret; the one in use stays valid for {@link
 *     pro.saleflex.office.config.OfficeConfig#rotationGrace()}, any older one ends
 * @param revoke true: no secret is valid any more, and no network trusted, until a rotation or an enrolment
 * @param endPrevious true: ends the secret from before the rotation now
 * @param certificateSha256 the {@link Fingerprint} of the certificate that its calls must present in addition; blank:
 *     none
 */
public record TerminalChange(
        Boolean blocked,
        Boolean mayPull,
        List<String> trustedNetworks,
        Boolean rotate,
        Boolean revoke,
        Boolean endPrevious,
        String certificateSha256) {

    /** Blocks or unblocks a terminal. */
    public static TerminalChange block(boolean blocked) {
        return new TerminalChange(blocked, null, null, null, null, null, null);
    }

    /** Gives it a new secret. */
    public static TerminalChange rotation() {
        return new TerminalChange(null, null, null, true, null, null, null);
    }

    /** Revokes its secrets. */
    public static TerminalChange revocation() {
        return new TerminalChange(null, null, null, null, true, null, null);
    }

    /** Ends the secret from before the rotation. */
    public static TerminalChange endOfPrevious() {
        return new TerminalChange(null, null, null, null, null, true, null);
    }

    /** Binds it to a certificate; blank: unbinds it. */
    public static TerminalChange certificate(String fingerprint) {
        return new TerminalChange(null, null, null, null, null, null, fingerprint);
    }

    /** Returns what is wrong with it, as text for the administrator, or empty if it is valid. */
    public Optional<String> fault() {
        long secrets = Stream.of(rotate, revoke, endPrevious)
                .filter(Boolean.TRUE::equals)
                .count();
        return secrets > 1
                ? Optional.of("rotate, revoke and end_previous are mutually exclusive.")
                : NetworkRanges.fault(trustedNetworks).or(() -> Fingerprint.fault(certificateSha256));
    }
}
