package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.Kiosks;
import pro.saleflex.office.account.Kiosks.KioskView;
import pro.saleflex.office.account.UserAccounts;
import pro.saleflex.office.account.UserSummary;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.StoreRef;

/** The administrators' page of users and wall screens: {@code users.xhtml}. */
@Named
@RequestScoped
public class UsersPage {
    @Inject
    UserAccounts accounts;

    @Inject
    Kiosks kiosks;

    @Inject
    CurrentUser currentUser;

    @Inject
    FacesContext faces;

    @Inject
    OfficeConfig config;

    private List<UserSummary> users;
    private List<KioskView> screens;
    private String kioskName;
    private String kioskStore;
    private String kioskAddress;

    /** Returns all users, by name. */
    public List<UserSummary> getUsers() {
        if (users == null) {
            users = accounts.all();
        }
        return users;
    }

    /** Returns all wall screens, by name. */
    public List<KioskView> getScreens() {
        if (screens == null) {
            screens = kiosks.all();
        }
        return screens;
    }

    /** Returns the names of these stores, on one line. */
    public String names(Set<UUID> stores) {
        return currentUser.getStores().stream()
                .filter(store -> stores.contains(store.id()))
                .map(StoreRef::name)
                .collect(Collectors.joining(", "));
    }

    /** Returns the name of a store; empty for none. */
    public String name(UUID store) {
        return store == null ? "" : names(Set.of(store));
    }

    /** Creates a wall screen; its address is shown only once. */
    public void createKiosk() {
        UUID store = kioskStore == null || kioskStore.isEmpty() ? null : UUID.fromString(kioskStore);
        Optional<String> token = kiosks.create(currentUser.getName(), kioskName, store);
        if (token.isEmpty()) {
            Texts.fault("kiosks:name", "kiosks.badname");
            return;
        }
        kioskAddress =
                Session.origin(faces, config) + Session.page(faces, KioskEntrance.PATH) + "?token=" + token.get();
        kioskName = null;
    }

    /** Removes a wall screen and ends its session. */
    public void removeKiosk(String name) {
        kiosks.remove(currentUser.getName(), name);
        screens = null;
    }

    /** Returns the address of the screen just created; null otherwise. */
    public String getKioskAddress() {
        return kioskAddress;
    }

    /** Returns the new screen's name. */
    public String getKioskName() {
        return kioskName;
    }

    /** Sets the new screen's name. */
    public void setKioskName(String kioskName) {
        this.kioskName = kioskName;
    }

    /** Returns the new screen's store; empty: all. */
    public String getKioskStore() {
        return kioskStore;
    }

    /** Sets the new screen's store; empty: all. */
    public void setKioskStore(String kioskStore) {
        this.kioskStore = kioskStore;
    }
}
