package pro.saleflex.office.schema;

/** The tables are there and commits are durable: features put in what they need to start. Fired once a start. */
public record SchemaReady() {}
