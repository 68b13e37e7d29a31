/**
 * How fast a sale gets safely to disk, against what the machine allows.
 *
 * <p>Started by {@code mvn -Pbenchmark package}; begin at {@link pro.saleflex.office.benchmark.IntakeBenchmark}. Prints figures
 * and ratios and asserts nothing: a figure means something only on a quiet machine. Uses a server and tables of its own.
 */
package pro.saleflex.office.benchmark;
