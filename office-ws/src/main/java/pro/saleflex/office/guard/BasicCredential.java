package pro.saleflex.office.guard;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The user and password of an HTTP Basic header (RFC 7617).
 *
 * @param user as sent
 * @param password as sent
 */
record BasicCredential(String user, String password) {

    /**
     * Reads the header's value; empty when it is not Basic. One that cannot be decoded yields a credential of nobody.
     */
    static Optional<BasicCredential> of(String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return Optional.of(
                    colon < 0
                            ? new BasicCredential(pair, "")
                            : new BasicCredential(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.of(new BasicCredential("", ""));
        }
    }

    @Override
    public String toString() {
        return "BasicCredential of " + user; // never the password
    }
}
