package pro.saleflex.office.account;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an administrator says about a user.
 *
 * @param name 2 to 50 letters, digits, dots, hyphens, underscores or at signs; never changed afterwards
 * @param role what it may do; an administrator sees all stores
 * @param allStores sees every store
 * @param stores the stores it sees, unless all
 * @param blocked cannot sign in
 */
public record UserSpec(String name, Role role, boolean allStores, Set<UUID> stores, boolean blocked) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{2,50}");

    /** Is it a name that a user may have? No colon: HTTP Basic ends the name there. */
    public static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    boolean seesAll() {
        return allStores || role == Role.ADMIN;
    }
}
