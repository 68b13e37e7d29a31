package pro.saleflex.office.portal;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserAccounts;
import pro.saleflex.office.account.UserAccounts.NewPassword;
import pro.saleflex.office.account.UserAccounts.Outcome;
import pro.saleflex.office.account.UserSpec;
import pro.saleflex.office.account.UserSummary;

/** The administrators' page of one user: {@code user.xhtml?name=...}; without a name, of a new one. */
@Named
@ViewScoped
public class UserPage implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient UserAccounts accounts;

    @Inject
    transient CurrentUser currentUser;

    private String name;
    private boolean known;
    private Role role = Role.VIEWER;
    private boolean allStores = true;
    private String[] stores = {};
    private boolean blocked;
    private String password;

    @PostConstruct
    void read() {
        String requested = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("name");
        Optional<UserSummary> user = Optional.ofNullable(requested).flatMap(accounts::find);
        user.ifPresent(found -> {
            known = true;
            name = found.name();
            role = found.role();
            allStores = found.allStores();
            stores = found.stores().stream().map(UUID::toString).toArray(String[]::new);
            blocked = found.blocked();
        });
    }

    /** Creates or changes the user. */
    public void save() {
        Set<UUID> chosen = Arrays.stream(stores).map(UUID::fromString).collect(Collectors.toSet());
        if (role != Role.ADMIN && !allStores && chosen.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "user.nostore");
            return;
        }
        UserSpec spec = new UserSpec(name, role, allStores, chosen, blocked);
        Outcome outcome = known
                ? accounts.change(currentUser.getName(), spec)
                : created(accounts.create(currentUser.getName(), spec));
        if (outcome == Outcome.TAKEN) {
            Texts.fault("user:name", "user.TAKEN");
            return;
        }
        Texts.tell(
                outcome == Outcome.DONE ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR, "user." + outcome);
    }

    /** Generates a password for the user, which is shown only once. */
    public void resetPassword() {
        created(accounts.resetPassword(currentUser.getName(), name));
    }

    private Outcome created(NewPassword made) {
        if (made.outcome() == Outcome.DONE) {
            known = true;
            password = made.password();
        }
        return made.outcome();
    }

    /**
     * Returns the password generated on this page, shown until the page is left and never again; null: none was
     * generated.
     */
    public String getPassword() {
        return password;
    }

    /** Returns the roles a user may have. */
    public List<Role> getRoles() {
        return List.of(Role.VIEWER, Role.MANAGER, Role.ADMIN);
    }

    /** Whether the user already exists. */
    public boolean isKnown() {
        return known;
    }

    /** Whether it is the administrator who is looking at the page. */
    public boolean isOneself() {
        return known && name.equals(currentUser.getName());
    }

    /** Returns the name; can be set for a new user only. */
    public String getName() {
        return name;
    }

    /** Sets the name; can be set for a new user only. */
    public void setName(String name) {
        if (!known) {
            this.name = name;
        }
    }

    /** Returns the role. */
    public Role getRole() {
        return role;
    }

    /** Sets the role. */
    public void setRole(Role role) {
        this.role = role;
    }

    /** Whether the user sees every store. */
    public boolean isAllStores() {
        return allStores;
    }

    /** Whether the user sees every store. */
    public void setAllStores(boolean allStores) {
        this.allStores = allStores;
    }

    /** Returns the ids of the stores the user sees, unless all. */
    public String[] getStores() {
        return stores.clone();
    }

    /** Sets the ids of the stores the user sees, unless all. */
    public void setStores(String... stores) {
        this.stores = stores.clone();
    }

    /** Whether the user is blocked from signing in. */
    public boolean isBlocked() {
        return blocked;
    }

    /** Whether the user is blocked from signing in. */
    public void setBlocked(boolean blocked) {
        this.blocked = blocked;
    }
}
