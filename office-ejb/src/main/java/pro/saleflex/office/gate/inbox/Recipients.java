package pro.saleflex.office.gate.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * The recipients of a notification that exist here.
 *
 * @param stores the stores it names, or all
 * @param terminals the terminals it names, or all of these stores
 * @param fault the recipients that do not exist, as text; null: all exist
 */
record Recipients(List<StoreRef> stores, List<TerminalRef> terminals, String fault) {
    private static final int LONGEST_FAULT = 500;

    static Recipients of(ReceivedNotifications notification, List<StoreRef> allStores, List<TerminalRef> allTerminals) {
        List<StoreRef> stores = allStores.stream()
                .filter(store ->
                        notification.storeCode() == null || store.storeCode().equals(notification.storeCode()))
                .toList();
        List<TerminalRef> terminals = allTerminals.stream()
                .filter(terminal -> stores.contains(terminal.store()))
                .filter(terminal -> notification.terminalCodes() == null
                        || notification.terminalCodes().contains(terminal.code()))
                .toList();
        List<String> unknown = new ArrayList<>();
        if (stores.isEmpty()) {
            unknown.add(
                    notification.storeCode() == null
                            ? "There is no store."
                            : "There is no store " + notification.storeCode() + ".");
        } else if (notification.terminalCodes() != null) {
            Set<String> codes = new TreeSet<>(notification.terminalCodes());
            codes.removeAll(terminals.stream().map(TerminalRef::code).collect(Collectors.toSet()));
            codes.forEach(code -> unknown.add("There is no terminal " + code + "."));
        }
        return new Recipients(
                stores,
                terminals,
                unknown.isEmpty() ? null : ReceivedNotifications.fit(String.join(" ", unknown), LONGEST_FAULT));
    }
}
