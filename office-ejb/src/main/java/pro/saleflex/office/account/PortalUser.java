package pro.saleflex.office.account;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

@Entity
@Table(name = "portal_user")
class PortalUser {
    @Id
    UUID id;

    String name;
    String passwordHash;

    @Enumerated(EnumType.STRING)
    Role role;

    OffsetDateTime createdAt;

    protected PortalUser() {}

    PortalUser(String name, Role role, OffsetDateTime now) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.role = role;
        this.createdAt = now;
    }
}
