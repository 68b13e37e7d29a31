package pro.saleflex.office.schema;

/** Event: the tables exist and commits are durable, so features store their initial rows. Fired once per start. */
public record SchemaReady() {}
