package pro.saleflex.office.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

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

    protected ReferenceRow() {}

    ReferenceRow(UUID storeId, String resource, int position, String body, byte[] cashierCode) {
        this.storeId = storeId;
        this.resource = resource;
        this.position = position;
        this.body = body;
        this.cashierCode = cashierCode;
    }

    record Key(UUID storeId, String resource, int position) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
