package pro.saleflex.office.reference;

import pro.saleflex.office.terminal.StoreRef;

/**
 * Event: an import has changed rows of a store's master data. Observed within the transaction of the import.
 *
 * @param by who imports, as shown to users
 */
public record SnapshotImported(StoreRef store, String by) {}
