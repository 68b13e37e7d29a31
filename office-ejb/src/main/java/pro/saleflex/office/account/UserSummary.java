package pro.saleflex.office.account;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

/**
 * A portal user as administrators see it in the list.
 *
 * @param name the name it signs in with
 * @param role what it may do
 * @param allStores sees every store
 * @param stores the stores it sees, unless all
 * @param blocked cannot sign in
 * @param mustChangePassword still has the password that was made up for it
 * @param createdAt when it was created
 * @param lastSignInAt last sign-in to the portal; null: never
 */
public record UserSummary(
        String name,
        Role role,
        boolean allStores,
        Set<UUID> stores,
        boolean blocked,
        boolean mustChangePassword,
        OffsetDateTime createdAt,
        OffsetDateTime lastSignInAt) {}
