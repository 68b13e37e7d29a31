package pro.saleflex.office.account;

import jakarta.security.enterprise.credential.Credential;

/**
 * Somebody who has proved who they are, to be shown to the container. Only this package makes one, so the container
 * need not look at the password a second time.
 */
public final class ProvenUser implements Credential {
    private final UserView user;

    ProvenUser(UserView user) {
        this.user = user;
    }

    /** Who it is. */
    public UserView user() {
        return user;
    }
}
