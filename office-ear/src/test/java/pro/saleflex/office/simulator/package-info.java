/**
 * A POS simulator anyone can run: tills that boot, sell, cancel, close their day and re-send like the real terminal.
 * Doors: {@code Simulator} (command line) and {@code Tills} (end-to-end tests). It shares no code with the server,
 * so that a mistake of ours in the wire format cannot hide behind itself. It holds no tables and fires no events.
 */
package pro.saleflex.office.simulator;
