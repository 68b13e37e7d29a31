/**
 * Reference data: the master data that terminals pull, per store and version.
 *
 * <p>Door: {@link pro.saleflex.office.reference.ReferenceData}. Events: {@link SnapshotImported}. Tables:
 * {@code reference_version}, {@code reference_row}, {@code reference_history}, {@code reference_import},
 * {@code reference_staged}. Cashiers' codes are encrypted at rest and leave only for a terminal that proved itself.
 */
package pro.saleflex.office.reference;
