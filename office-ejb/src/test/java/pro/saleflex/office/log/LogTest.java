package pro.saleflex.office.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    private static final Log LOG = Log.of(LogTest.class);

    private final Logger logger = Logger.getLogger(LogTest.class.getName());
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // kept in memory
        }
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private String line() {
        assertEquals(1, records.size());
        return new SimpleFormatter().formatMessage(records.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                '\n', '\r', 0, '\t', 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0x2066, 0x200f, 0x061c, 0xfeff,
                0xd800
            })
    void harmfulCharactersAreReplaced(int code) {
        String character = String.valueOf((char) code);
        LOG.log(Level.INFO, "By {0}", "a" + character + "[SEVERE] forged");
        LOG.log(Level.INFO, "By b" + character + "c");
        LOG.log(
                Level.INFO,
                "Why",
                new IllegalStateException("d" + character + "e", new IllegalArgumentException("f" + character)));

        assertEquals("By a?[SEVERE] forged", new SimpleFormatter().formatMessage(records.get(0)));
        assertEquals("By b?c", records.get(1).getMessage());
        StringWriter shown = new StringWriter();
        records.get(2).getThrown().printStackTrace(new PrintWriter(shown, true));
        assertFalse(shown.toString().contains("d" + character + "e"), shown.toString());
        assertTrue(shown.toString().startsWith("java.lang.IllegalStateException: d?e"), shown.toString());
        assertTrue(shown.toString().contains("Caused by: java.lang.IllegalArgumentException: f?"), shown.toString());
        assertTrue(shown.toString().contains("at " + LogTest.class.getName()), shown.toString());
    }

    @Test
    void harmlessTextIsKept() {
        Throwable thrown = new IllegalStateException("plain");
        LOG.log(Level.INFO, "Why", thrown);

        assertSame(thrown, records.get(0).getThrown());
        records.clear();
        LOG.log(Level.WARNING, "Till {0} of \u015fube {1}: {2}", "POS-1", "\u0639\u0645\u0651\u0627\u0646", 7);
        assertEquals("Till POS-1 of \u015fube \u0639\u0645\u0651\u0627\u0646: 7", line());
        assertEquals(LogTest.class.getName(), records.get(0).getLoggerName());
    }

    @Test
    void aCircularCauseEnds() {
        Exception one = new IllegalStateException("a\nb");
        Exception other = new IllegalStateException("c", one);
        one.initCause(other);
        LOG.log(Level.INFO, "Why", one);

        assertEquals(
                "java.lang.IllegalStateException: a?b",
                records.get(0).getThrown().toString());
    }
}
