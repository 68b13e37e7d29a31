package pro.saleflex.office.account;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

/**
 * A portal user in the administrators' list.
 *
 * @param name the sign-in name
 * @param role what the user may do
 * @param allStores the user sees every store
 * @param stores the stores the user sees, unless all
 * @param blocked the user cannot sign in
 * @param mustChangePassword the user still has a generated password
 * @param createdAt when the user was created
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
