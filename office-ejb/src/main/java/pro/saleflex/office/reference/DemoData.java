package pro.saleflex.office.reference;

import jakarta.annotation.Priority;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.schema.SchemaReady;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/** The demo store's master data: a small grocery, enough for a terminal to start and sell. Imported once. */
@Stateless
public class DemoData {

    @Inject
    ReferenceData reference;

    @Inject
    Terminals terminals;

    @Inject
    OfficeConfig config;

    /** Imports the data when the schema is ready; called by the container. */
    public void create(@Observes @Priority(200) SchemaReady ready) {
        if (config.demo()) {
            terminals
                    .store("OFFICE-001", "STORE-001")
                    .filter(store -> reference.version(store) == 0)
                    .ifPresent(this::importDemo);
        }
    }

    private void importDemo(StoreRef store) {
        var imported = reference.importSnapshot(store, snapshot());
        if (!imported.faults().isEmpty()) {
            throw new IllegalStateException("The demo data set is invalid: " + imported.faults());
        }
    }

    static String snapshot() {
        try (InputStream file = DemoData.class.getResourceAsStream("demo-snapshot.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read demo-snapshot.json from the class path", e);
        }
    }
}
