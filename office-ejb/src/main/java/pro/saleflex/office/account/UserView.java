package pro.saleflex.office.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A portal user, or a kiosk screen, as other packages know it.
 *
 * @param name the sign-in name; a screen's contains a colon, a user's never does
 * @param role what the user may do
 * @param allStores the user sees every store, including stores created later
 * @param stores the stores the user sees, unless all
 * @param mustChangePassword the password was generated and has to be changed before anything else
 * @param language the language the user chose; empty: as the browser requests
 * @param generation session generation: increases when older sessions end, that is, on a new password, role or block
 */
public record UserView(
        String name,
        Role role,
        boolean allStores,
        Set<UUID> stores,
        boolean mustChangePassword,
        Optional<Locale> language,
        int generation) {

    /** Whether this user may change something in the stores it sees, not only view them. */
    public boolean mayAct() {
        return role == Role.ADMIN || role == Role.MANAGER;
    }

    /** Whether this user may see this store. */
    public boolean sees(UUID storeId) {
        return allStores || stores.contains(storeId);
    }
}
