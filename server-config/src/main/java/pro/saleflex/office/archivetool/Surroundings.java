package pro.saleflex.office.archivetool;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a command has around it.
 *
 * @param environment the variables that are set
 * @param out takes its result
 * @param progress takes what it is doing; discards it if nobody watches
 * @param clock the machine's
 */
record Surroundings(Map<String, String> environment, PrintStream out, PrintStream progress, Clock clock) {}
