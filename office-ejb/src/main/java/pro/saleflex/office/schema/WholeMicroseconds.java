package pro.saleflex.office.schema;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * EclipseLink's PostgreSQL dialect with times truncated to microseconds, PostgreSQL's precision. PostgreSQL's driver
 * rounds instead, also up: it would store the last moment of a day, 23:59:59.999999999, as the next day.
 *
 * <p>Every parameter of every statement passes through here.
 */
public class WholeMicroseconds extends PostgreSQLPlatform {
    private static final long serialVersionUID = 1L;

    /** Public for EclipseLink. */
    public WholeMicroseconds() {}

    @Override
    public void setParameterValueInDatabaseCall(
            Object parameter, PreparedStatement statement, int index, AbstractSession session) throws SQLException {
        super.setParameterValueInDatabaseCall(truncate(parameter), statement, index, session);
    }

    static Object truncate(Object parameter) {
        if (parameter instanceof OffsetDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
        if (parameter instanceof LocalDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
        if (parameter instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
        return parameter instanceof Instant time ? time.truncatedTo(ChronoUnit.MICROS) : parameter;
    }
}
