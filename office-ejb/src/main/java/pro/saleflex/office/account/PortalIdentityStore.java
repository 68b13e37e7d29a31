package pro.saleflex.office.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Tells Jakarta Security who has proved to be whom: {@link PortalUsers} and {@link Kiosks} have looked already. */
@ApplicationScoped
public class PortalIdentityStore implements IdentityStore {

    /** Public for the container. */
    public PortalIdentityStore() {}

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof ProvenUser proven
                ? new CredentialValidationResult(
                        proven.user().name(), Set.of(proven.user().role().name()))
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
}
