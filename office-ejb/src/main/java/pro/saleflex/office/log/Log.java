package pro.saleflex.office.log;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes to the server's log by {@code java.util.logging} and prevents log injection. Codes, names, paths and messages
 * come from callers, who could otherwise forge lines, so everything is made {@link Printable}.
 */
public final class Log {
    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    /** Returns the log of a class, named after it. */
    public static Log of(Class<?> owner) {
        return new Log(Logger.getLogger(owner.getName()));
    }

    /** Whether messages of this level are written. */
    public boolean isLoggable(Level level) {
        return logger.isLoggable(level);
    }

    /** Writes a message. */
    public void info(String message) {
        log(Level.INFO, message);
    }

    /** Writes a message. With parameters it is a {@link java.text.MessageFormat} pattern. */
    public void log(Level level, String message, Object... parameters) {
        if (!logger.isLoggable(level)) {
            return;
        }
        write(
                level,
                message,
                null,
                Arrays.stream(parameters).map(Log::printable).toArray());
    }

    /** Writes a message with an exception. */
    public void log(Level level, String message, Throwable thrown) {
        if (logger.isLoggable(level)) {
            write(level, message, thrown);
        }
    }

    private void write(Level level, String message, Throwable thrown, Object... parameters) {
        LogRecord line = new LogRecord(level, Printable.text(message));
        line.setLoggerName(logger.getName());
        line.setSourceClassName(logger.getName());
        line.setSourceMethodName(null);
        line.setParameters(parameters.length == 0 ? null : parameters);
        line.setThrown(thrown == null ? null : Printable.thrown(thrown));
        logger.log(line);
    }

    /** Keeps numbers as they are, so that the pattern can format them. */
    private static Object printable(Object parameter) {
        return parameter == null || parameter instanceof Number ? parameter : Printable.text(parameter.toString());
    }
}
