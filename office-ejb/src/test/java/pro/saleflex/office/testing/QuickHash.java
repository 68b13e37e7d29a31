package pro.saleflex.office.testing;

import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;

/** Replaces the server's password hash, which is slow on purpose. */
final class QuickHash implements Pbkdf2PasswordHash {
    private static final String MARK = "hash of ";

    @Override
    public void initialize(Map<String, String> parameters) {
        if (!parameters.containsKey("Pbkdf2PasswordHash.Iterations")) {
            throw new IllegalArgumentException("The server's default is too low.");
        }
    }

    @Override
    public String generate(char[] password) {
        return MARK + new String(password);
    }

    @Override
    public boolean verify(char[] password, String hashed) {
        return generate(password).equals(hashed);
    }
}
