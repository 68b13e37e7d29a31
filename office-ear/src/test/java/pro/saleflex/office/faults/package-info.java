/**
 * Fault tests: simulated tills sell, a fake GATE receives, and an archive is written, while processes are killed, disks
 * vanish or fill up, lines break and clocks jump. Afterwards a checker that shares no code with the application
 * compares tills, journal, projections, archive and GATE.
 *
 * <p>{@link pro.saleflex.office.faults.FaultsE2E} runs for three minutes in {@code mvn verify} and for thirty with
 * {@code -Pfaults}; {@code -Doffice.faults.seed=N} chooses other faults.
 * {@link pro.saleflex.office.faults.PlantedFaultsE2E} tests the checker with builds that are wrong on purpose.
 */
package pro.saleflex.office.faults;
