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
 * Decides which alerts the user sees and may act on: managers on those of their stores, administrators also on those of
 * the server as a whole. The facades of alerts do not check this; their callers in the portal ask here first.
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

    /** Returns the stores whose alerts are shown. Alerts of the server as a whole are shown to everybody. */
    public List<StoreRef> getStores() {
        return currentUser.getShownStores();
    }

    Set<UUID> storeIds() {
        return getStores().stream().map(StoreRef::id).collect(Collectors.toSet());
    }

    /** Returns the terminals of the stores that are shown. */
    public List<TerminalRef> getTerminals() {
        if (shown == null) {
            Set<UUID> stores = storeIds();
            shown = terminals.refs().stream()
                    .filter(terminal -> stores.contains(terminal.store().id()))
                    .toList();
        }
        return shown;
    }

    /** Whether the user may act on any alerts. */
    public boolean isActing() {
        return currentUser
                .user()
                .map(UserView::role)
                .filter(role -> role == Role.MANAGER || role == Role.ADMIN)
                .isPresent();
    }

    /** Whether the user may act on alerts of this store; null: on those of the server as a whole. */
    public boolean mayActOn(UUID storeId) {
        return isActing()
                && (storeId == null
                        ? currentUser.isAdmin()
                        : currentUser.user().orElseThrow().sees(storeId));
    }

    boolean maySee(UUID storeId) {
        return storeId == null || store(storeId) != null;
    }

    /** Returns the store if the user may see it; otherwise null. */
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
