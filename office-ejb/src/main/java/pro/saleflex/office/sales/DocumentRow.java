package pro.saleflex.office.sales;

import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.util.UUID;

/** A row of a sales document: a product line, a payment, a tax and so on. */
@MappedSuperclass
@IdClass(DocumentRow.Key.class)
abstract class DocumentRow {
    @Id
    long documentId;

    @Id
    int position;

    UUID rowId;

    protected DocumentRow() {}

    DocumentRow(int position, UUID rowId) {
        this.position = position;
        this.rowId = rowId;
    }

    record Key(long documentId, int position) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
