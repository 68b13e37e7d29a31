/**
 * Infrastructure for all features: timers, the state of the database, SQL, leases, leased jobs, back-off.
 *
 * <p>Facades: {@link pro.saleflex.office.platform.Timers} runs every timer's job and knows when it last ran,
 * {@link pro.saleflex.office.platform.DatabaseState} says whether the database is usable,
 * {@link pro.saleflex.office.platform.DatabaseFacts} which one it is and how large, {@link
 * pro.saleflex.office.platform.Build} which build of the application runs,
 * {@link pro.saleflex.office.platform.Sql} runs native queries and reads their rows by the names of the columns,
 * {@link pro.saleflex.office.platform.BackgroundWork} is a thread that works alone on its server,
 * {@link pro.saleflex.office.platform.Lease} is how a server claims a row for itself and when that expires, for any
 * table, {@link pro.saleflex.office.platform.LeasedJobs} lets a job run on one server at a time, and
 * {@link pro.saleflex.office.platform.Backoff} says how long failed work waits. Events: none. Table: {@code gate_duty},
 * the leased jobs.
 */
package pro.saleflex.office.platform;
