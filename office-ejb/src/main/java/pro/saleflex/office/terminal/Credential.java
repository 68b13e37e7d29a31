package pro.saleflex.office.terminal;

import java.util.Optional;

/**
 * What a call brings to prove who it is.
 *
 * @param user the user of HTTP Basic, which must be the terminal's code; empty for a bearer token or API key
 * @param secret the secret as sent; empty when none was sent
 * @param peer the address at the other end of the connection; where a proxy on this machine is, the one it saw, for the log only
 * @param forwarded the request carries a forwarding header, so the peer is a proxy and not the terminal
 * @param certificate the {@link Fingerprint} of the certificate that the connection was made with; empty when it was none
 */
public record Credential(
        Optional<String> user, Optional<String> secret, String peer, boolean forwarded, Optional<String> certificate) {

    /** A call without a certificate. */
    public Credential(Optional<String> user, Optional<String> secret, String peer, boolean forwarded) {
        this(user, secret, peer, forwarded, Optional.empty());
    }

    @Override
    public String toString() {
        return "Credential of " + peer; // never the secret
    }
}
