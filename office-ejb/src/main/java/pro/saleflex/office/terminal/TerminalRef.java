package pro.saleflex.office.terminal;

import java.time.Instant;
import java.util.UUID;

/**
 * An identified terminal, passed along every call.
 *
 * @param id this server's id, never changes
 * @param store its store
 * @param code its code in the store
 * @param number its number in the store
 * @param blocked it gets no master data; its uploads are accepted
 * @param mayPull whether it may get master data
 * @param setUpAt when the terminal was created on this server
 */
public record TerminalRef(
        UUID id, StoreRef store, String code, int number, boolean blocked, boolean mayPull, Instant setUpAt) {

    @Override
    public String toString() {
        return store.officeCode() + "/" + store.storeCode() + "/" + code;
    }
}
