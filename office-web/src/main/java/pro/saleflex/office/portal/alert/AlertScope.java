package pro.saleflex.office.portal.alert;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Which alerts the visitor sees, and on which it may act: managers on those of their stores, administrators on those of
 * this server as a whole too. The doors of the alerts do not look at it; who calls them asks here first.
 */
@Named
@RequestScoped
public class AlertScope {
    @Inject
    CurrentUser currentUser;

    @Inject
    Terminals terminals;

    @Inject
    Clock clock;

    private List<TerminalRef> shown;

    /** The stores whose alerts are shown. Those of the server as a whole are shown to everybody. */
    public List<StoreRef> getStores() {
        return currentUser.getShownStores();
    }

    Set<UUID> storeIds() {
        return getStores().stream().map(StoreRef::id).collect(Collectors.toSet());
    }

    /** The terminals of the stores that are shown. */
    public List<TerminalRef> getTerminals() {
        if (shown == null) {
            Set<UUID> stores = storeIds();
            shown = terminals.refs().stream()
                    .filter(terminal -> stores.contains(terminal.store().id()))
                    .toList();
        }
        return shown;
    }

    /** Does the visitor act on alerts at all, or does it only look? */
    public boolean isActing() {
        return currentUser.user()
                .map(UserView::role)
                .filter(role -> role == Role.MANAGER || role == Role.ADMIN)
                .isPresent();
    }

    /** May the visitor act on alerts of a store; null: on those of the server as a whole? */
    public boolean mayActOn(UUID storeId) {
        return isActing()
                && (storeId == null
                        ? currentUser.isAdmin()
                        : currentUser.user().orElseThrow().sees(storeId));
    }

    boolean maySee(UUID storeId) {
        return storeId == null || store(storeId) != null;
    }

    /** One of the visitor's stores; null for none. */
    public StoreRef store(UUID id) {
        return currentUser.getStores().stream()
                .filter(store -> store.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    AlertCard card(AlertView found) {
        AlertView alert = currentUser.isSeeingAll() ? found : found.forSomeStores();
        boolean muted = alert.mutedUntil() != null && alert.mutedUntil().isAfter(now());
        return new AlertCard(
                alert, alert.words(currentUser.getLocale()), store(alert.storeId()), muted, mayActOn(alert.storeId()));
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
