package pro.saleflex.office.schema;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the database can be worked on: asked by every request, so it costs no container call. */
@ApplicationScoped
public class SchemaState {
    private volatile boolean ready;

    /** Public for the container. */
    public SchemaState() {}

    /** Is the database up to date, durable, and filled with what the features need to start? */
    public boolean ready() {
        return ready;
    }

    void open() {
        ready = true;
    }
}
