/**
 * How fast the house is, on the machine at hand.
 *
 * <p>{@link pro.saleflex.office.benchmark.IntakeBenchmark}: how fast a sale gets safely to disk, against what the machine
 * allows; {@code mvn -Pbenchmark package}. {@link pro.saleflex.office.benchmark.BoardBenchmark}: how soon a heartbeat is seen
 * on the live board; {@code mvn -Pbenchmark package -Dbenchmark.of=Board}. They print figures and assert nothing: a figure
 * means something only on a quiet machine. Each uses a server and tables of its own.
 */
package pro.saleflex.office.benchmark;
