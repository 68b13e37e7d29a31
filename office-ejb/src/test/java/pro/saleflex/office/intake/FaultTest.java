package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.Unprojectable;

class FaultTest {

    private static Throwable wrapped(SQLException e) {
        return new EJBException("outside", new PersistenceException(DatabaseException.sqlException(e)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"22001", "22003", "22021", "22P05", "23502", "23503", "23505", "23514", "54000", "54001", "54023"
            })
    void databaseErrorsAboutValuesAndLimitsAreFaultsOfTheData(String state) {
        assertFalse(Fault.of(new SQLException("no", state)).unwell());
        assertFalse(Fault.of(wrapped(new SQLException("no", state))).unwell());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0A000", "21000", "26000", "42501", "42P01", "44000", "P0001", "XX000", "XX001", "00000", "22", "", "2",
                "ZZ999"
            })
    void lastingErrorsDoNotRefuseTheDocumentForEver(String state) {
        assertFalse(Fault.of(new SQLException("no", state)).unwell());
        assertFalse(Fault.of(wrapped(new SQLException("no", state))).unwell());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08006", "25006", "25P02", "28000", "40001", "40P01", "53100", "53200", "53300",
                "55006", "55P03", "57014", "57P01", "57P03", "58030"
            })
    void errorsThatPassMeanAnUnwellDatabase(String state) {
        assertTrue(Fault.of(new SQLException("no", state)).unwell());
        assertTrue(Fault.of(wrapped(new SQLException("no", state))).unwell());
        assertEquals(
                state.startsWith("40"),
                Fault.of(wrapped(new SQLException("no", state))).collision());
    }

    static Stream<Throwable> withoutState() {
        return Stream.of(
                new SQLException("pool exhausted"),
                new SQLTransientConnectionException("no connection"),
                new PersistenceException("cannot begin"),
                new QueryTimeoutException("too slow"),
                new EJBException(new RollbackException("marked for rollback")),
                new EJBException(new SystemException("transaction manager")),
                new RuntimeException(new IllegalStateException(new SQLException("closed"))),
                new PersistenceException(new IOException("reset")));
    }

    @ParameterizedTest
    @MethodSource("withoutState")
    void databaseErrorsWithoutAStateMeanAnUnwellDatabase(Throwable thrown) {
        assertTrue(Fault.of(thrown).unwell());
    }

    static Stream<Throwable> ours() {
        return Stream.of(
                new Unprojectable("not of the form", null),
                new IllegalArgumentException("mapping"),
                new NullPointerException("mapping"),
                new EJBException(new ClassCastException("mapping")),
                new UncheckedIOException(new IOException("mapping")));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void aFailureOfOurMappingIsAFaultOfTheData(Throwable thrown) {
        Fault fault = Fault.of(thrown);

        assertFalse(fault.unwell());
        assertSame(thrown, fault.getCause());
    }

    @Test
    void theMessageNamesTheStateAndNothingOfTheData() {
        Fault fault = Fault.of(wrapped(new SQLException("Key (name)=(Alice) already exists", "23505")));

        assertEquals("SQLSTATE 23505", fault.getMessage());
        assertEquals(
                "IllegalArgumentException",
                Fault.of(new IllegalArgumentException("Alice")).getMessage());
    }

    @Test
    void theOutermostStateCounts() {
        SQLException outer = new SQLException("no", "57P01", new SQLException("no", "23505"));

        assertTrue(Fault.of(outer).unwell());
    }

    @Test
    void aFaultIsUnchangedWhenItPassesThroughTheContainer() {
        Fault data = Fault.of(new SQLException("no", "23505"));

        assertSame(data, Fault.of(data));
        assertSame(data, Fault.of(new EJBException(data)));
        assertFalse(data.unwell());
    }
}
