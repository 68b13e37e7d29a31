/**
 * A Java agent that stops, kills or delays the server at named points and moves its clock: the product has no line for
 * it. Attached by {@code -javaagent:JAR=DIRECTORY}; the directory takes the orders and the hits.
 *
 * <p>It works in the application server's process and in the launcher's (restore and migrations).
 */
package pro.saleflex.office.faults.agent;
