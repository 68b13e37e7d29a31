package pro.saleflex.office.status;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** A row of a native query, its columns read one after the other. */
final class Row {
    private final Object[] columns;
    private int next;

    Row(Object[] columns) {
        this.columns = columns;
    }

    /** The same row, to be read from its first column. */
    Row restart() {
        return new Row(columns);
    }

    /** The id in the first column, without advancing. */
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
