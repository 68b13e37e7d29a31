package pro.saleflex.office.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Locale;
import java.util.UUID;

/** A row of master data; a cashier's code is stored separately from its body, encrypted. */
@Entity
@Table(name = "reference_row")
@IdClass(ReferenceRow.Key.class)
class ReferenceRow {
    @Id
    UUID storeId;

    @Id
    String resource;

    @Id
    int position;

    String body;
    byte[] cashierCode;
    String rowId;

    protected ReferenceRow() {}

    /** Normalizes an id to the spelling used for lookups: lower case, without hyphens. */
    static String rowId(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    record Key(UUID storeId, String resource, int position) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
