/**
 * Benchmarks of the application, on the machine at hand; {@code mvn -Pbenchmark package -Dbenchmark.of=NAME}.
 *
 * <ul>
 *   <li>{@link pro.saleflex.office.benchmark.IntakeBenchmark}, the default: how fast a sale gets to disk, against the
 *       limit of the machine
 *   <li>{@link pro.saleflex.office.benchmark.BoardBenchmark}: how soon a heartbeat is seen on the live board
 *   <li>{@link pro.saleflex.office.benchmark.GateBenchmark}: how soon a sale is at GATE, how fast a backlog is drained
 *   <li>{@link pro.saleflex.office.benchmark.SoapBenchmark}: SOAP compared with REST
 *   <li>{@link pro.saleflex.office.benchmark.CallersBenchmark}: how abusive callers affect the tills
 *   <li>{@link pro.saleflex.office.benchmark.ArchiveBenchmark}: how fast the archive is sealed, verified and restored
 *   <li>{@link pro.saleflex.office.benchmark.ArchivingBenchmark}: what selling tills notice of it
 *   <li>{@link pro.saleflex.office.benchmark.RebuildBenchmark}: how fast projections are rebuilt, and what tills notice
 *   <li>{@link pro.saleflex.office.benchmark.HistoryBenchmark}: how fast a replaced till gets its documents back
 * </ul>
 *
 * <p>They print figures and assert nothing: a figure means something only on a quiet machine. Each uses a server and a
 * database of its own. {@code CommandsE2E} runs each in a short form.
 */
package pro.saleflex.office.benchmark;
