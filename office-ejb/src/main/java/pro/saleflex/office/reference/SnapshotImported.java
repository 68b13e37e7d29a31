package pro.saleflex.office.reference;

import pro.saleflex.office.terminal.StoreRef;

/**
 * Rows of a store's master data were changed by an import. Observed within its transaction.
 *
 * @param by who imports
 */
public record SnapshotImported(StoreRef store, String by) {}
