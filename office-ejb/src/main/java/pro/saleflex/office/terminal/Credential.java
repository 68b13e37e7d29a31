package pro.saleflex.office.terminal;

import java.util.Optional;

/**
 * What a caller presents to authenticate.
 *
 * @param user the user of HTTP Basic, which must be the terminal's code; empty for a bearer token or API key
 * @param secret the secret as sent; empty if none was sent
 * @param peer the address at the other end of the connection; behind a proxy on this machine, the address that the
 *     proxy saw, for the log only
 * @param forwarded the request carries a forwarding header, so the peer is a proxy and not the terminal
 * @param certificate the {@link Fingerprint} of the client certificate; empty if there is none
 */
public record Credential(
        Optional<String> user, Optional<String> secret, String peer, boolean forwarded, Optional<String> certificate) {

    /** Creates the credential of a call without a certificate. */
    public Credential(Optional<String> user, Optional<String> secret, String peer, boolean forwarded) {
        this(user, secret, peer, forwarded, Optional.empty());
    }

    @Override
    public String toString() {
        return "Credential of " + peer; // never the secret
    }
}
