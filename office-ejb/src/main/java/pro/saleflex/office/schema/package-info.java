/**
 * The database's schema: migrations, durability, and EclipseLink's set-up.
 *
 * <p>Facade: {@link pro.saleflex.office.schema.Schema}, which migrates at start-up as the owner, checks that commits
 * are durable, and pings the database. Events: {@link pro.saleflex.office.schema.BeforeMigration}, and
 * {@link pro.saleflex.office.schema.SchemaReady}, once per start, when the tables exist. {@link pro.saleflex.office.schema.Migrations} and {@link pro.saleflex.office.schema.RestoreMark} need no
 * container, because a backup is also restored by a program of its own. Table: Flyway's history.
 */
package pro.saleflex.office.schema;
