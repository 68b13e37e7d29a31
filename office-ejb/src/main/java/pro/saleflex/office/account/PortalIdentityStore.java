package pro.saleflex.office.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Lets Jakarta Security ask {@link PortalUsers}, for the portal's form login. */
@ApplicationScoped
public class PortalIdentityStore implements IdentityStore {

    @Inject
    PortalUsers users;

    /** Public for the container. */
    public PortalIdentityStore() {}

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential login)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        return users.authenticate(login.getCaller(), login.getPasswordAsString())
                .map(user -> new CredentialValidationResult(
                        user.name(), Set.of(user.role().name())))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
