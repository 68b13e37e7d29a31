/**
 * A POS simulator: tills that boot, sell, cancel, close their day and re-send like the real terminal. A <em>till</em>
 * here is a simulated one; <em>the terminal</em> is the real client it imitates. Entry points: {@code Simulator}
 * (command line) and {@code Tills} (end-to-end tests). It shares no code with the server, so that a mistake in our wire
 * format cannot go unnoticed on both sides. No tables, no events.
 */
package pro.saleflex.office.simulator;
