package pro.saleflex.office.account;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A user as an administrator specifies it.
 *
 * @param name 2 to 50 letters, digits, dots, hyphens, underscores or at signs; never changed afterwards
 * @param role what the user may do; an administrator sees all stores
 * @param allStores the user sees every store
 * @param stores the stores the user sees, unless all
 * @param blocked the user cannot sign in
 */
public record UserSpec(String name, Role role, boolean allStores, Set<UUID> stores, boolean blocked) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{2,50}");

    /**
     * Whether this is a valid user name. Colons are not allowed, because HTTP Basic ends the name at the first one (RFC
     * 7617).
     */
    public static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    boolean seesAll() {
        return allStores || role == Role.ADMIN;
    }
}
