/**
 * Recovers a lost store on a new server, on an administrator's request: the next start of the application restores it
 * from the archive at the set directory, before it opens. The programs outside the application do the same by package
 * {@code archive.restore}.
 *
 * <p>Facade: {@link pro.saleflex.office.archive.recovery.StoreRecovery}. Events: none. Table: {@code store_recovery}.
 */
package pro.saleflex.office.archive.recovery;
