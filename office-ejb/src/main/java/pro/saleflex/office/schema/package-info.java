/**
 * The database's shape, and whether the application may work on it.
 *
 * <p>Door: {@link pro.saleflex.office.schema.Schema}: migrates at start-up as the owner, checks that commits are durable.
 * Event: {@link pro.saleflex.office.schema.SchemaReady}, once, when the tables are there. Tables: Flyway's history.
 */
package pro.saleflex.office.schema;
