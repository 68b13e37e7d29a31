package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Note;

/** A note. */
@Entity
@Table(name = "sales_note")
class SalesNote extends DocumentRow {
    String noteType;
    String noteText;

    protected SalesNote() {}

    SalesNote(int position, Note row, ColumnConverter columns) {
        super(position, columns.id("notes.id", row.id()));
        noteType = columns.text(row.noteType());
        noteText = columns.text(row.noteText());
    }
}
