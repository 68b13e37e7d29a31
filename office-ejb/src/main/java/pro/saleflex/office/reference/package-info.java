/**
 * Reference data: the master data that terminals pull, by store and version.
 *
 * <p>Facade: {@link pro.saleflex.office.reference.ReferenceData}. Event:
 * {@link pro.saleflex.office.reference.SnapshotImported}. Tables: {@code reference_version}, {@code reference_row},
 * {@code reference_history}, {@code reference_import}, {@code reference_staged}.
 * Cashiers' codes are encrypted at rest and sent only to an authenticated terminal.
 */
package pro.saleflex.office.reference;
