package pro.saleflex.office.account;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A portal user's row. */
@Entity
@Table(name = "portal_user")
class PortalUser {
    @Id
    UUID id;

    String name;
    String passwordHash;

    @Enumerated(EnumType.STRING)
    Role role;

    boolean blocked;
    boolean mustChangePassword;
    boolean allStores;
    String language;
    int generation;
    OffsetDateTime createdAt;
    OffsetDateTime lastSignInAt;

    protected PortalUser() {}

    PortalUser(String name, Role role, OffsetDateTime now) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.role = role;
        this.allStores = true;
        this.createdAt = now;
    }

    /**
     * Sets the password and ends the user's sessions.
     *
     * @param generated nobody chose it, so the user has to change it at the next sign-in
     */
    void setPassword(String hash, boolean generated) {
        passwordHash = hash;
        mustChangePassword = generated;
        generation++;
    }

    UserView view(List<UUID> stores) {
        return new UserView(
                name,
                role,
                allStores,
                Set.copyOf(stores),
                mustChangePassword,
                Optional.ofNullable(language).map(Locale::forLanguageTag),
                generation);
    }

    UserSummary summary(List<UUID> stores) {
        return new UserSummary(
                name, role, allStores, Set.copyOf(stores), blocked, mustChangePassword, createdAt, lastSignInAt);
    }
}
