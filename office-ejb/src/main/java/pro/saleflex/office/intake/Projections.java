package pro.saleflex.office.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import pro.saleflex.office.document.EntryKind;

/** Finds the projection for a kind of document. */
@ApplicationScoped
public class Projections {

    @Inject
    @Any
    Instance<Projection<?>> all;

    /** Returns the projection of this kind. */
    Projection<?> of(EntryKind kind) {
        return all.stream()
                .filter(projection -> projection.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no projection for " + kind + "."));
    }
}
