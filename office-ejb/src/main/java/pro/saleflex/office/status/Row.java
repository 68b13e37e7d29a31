package pro.saleflex.office.status;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** The columns of a native query's row, read one after the other. */
final class Row {
    private final Object[] columns;
    private int next;

    Row(Object[] columns) {
        this.columns = columns;
    }

    /** The same row, read from its first column on. */
    Row again() {
        return new Row(columns);
    }

    /** The id in the first column, without reading on. */
    UUID firstId() {
        return (UUID) columns[0];
    }

    String text() {
        return (String) columns[next++];
    }

    UUID id() {
        return (UUID) columns[next++];
    }

    boolean flag() {
        return (Boolean) columns[next++];
    }

    Long number() {
        Number number = (Number) columns[next++];
        return number == null ? null : number.longValue();
    }

    BigDecimal amount() {
        return (BigDecimal) columns[next++];
    }

    Instant instant() {
        Timestamp timestamp = (Timestamp) columns[next++];
        return timestamp == null ? null : timestamp.toInstant();
    }
}
