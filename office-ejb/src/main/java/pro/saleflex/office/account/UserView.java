package pro.saleflex.office.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A portal user, or a screen on the wall, as others know it.
 *
 * @param name the name it signs in with; a screen's has a colon in it, a user's never
 * @param role what it may do
 * @param allStores sees every store, those made later too
 * @param stores the stores it sees, unless all
 * @param mustChangePassword its password was made up and has to be changed before anything else
 * @param language what it chose; nothing: as the browser asks
 * @param generation goes up when sessions of before are over: another password or role, or blocked
 */
public record UserView(
        String name,
        Role role,
        boolean allStores,
        Set<UUID> stores,
        boolean mustChangePassword,
        Optional<Locale> language,
        int generation) {

    /** May it act on the stores it sees, not only look? */
    public boolean acts() {
        return role == Role.ADMIN || role == Role.MANAGER;
    }

    /** May it see this store? */
    public boolean sees(UUID storeId) {
        return allStores || stores.contains(storeId);
    }
}
