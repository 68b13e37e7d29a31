package pro.saleflex.office.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pro.saleflex.office.faults.agent.FaultPoint;

/** The fault tests find builds that are wrong, and nothing in the one that is right. */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlantedFaultsE2E {
    @TempDir
    Path work;

    @Test
    @Order(1)
    void nothingIsFoundInTheRightBuild() throws IOException, SQLException {
        try (FaultRun run = new FaultRun("planted-right", 1)) {
            for (PlantedFault fault : PlantedFault.values()) {
                assertEquals(List.of(), provoke(fault, run).findings(), fault.toString());
            }
        }
    }

    /** What each planted fault needs to do harm. */
    private static FaultTable provoke(PlantedFault fault, FaultRun run) throws IOException, SQLException {
        return switch (fault) {
            case ANSWER_BEFORE_COMMIT -> run.killAt(FaultPoint.BEFORE_COMMIT);
            case LANE_MOVED_BEFORE_DELIVERY -> run.fault(FaultKind.GATE_DOWN);
            case LEASE_IGNORED -> run.sell(Duration.ofSeconds(15));
            case ARCHIVED_BEFORE_FLUSH -> run.loseAllButTheArchive();
        };
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void aPlantedFaultIsFound(PlantedFault fault) throws IOException, SQLException {
        FaultTable table;
        Path payara = Path.of(System.getProperty("office.work"), "e2e", "planted-right", "payara");
        try (FaultRun run = FaultRun.planted("planted", PlantedBuild.make(fault, payara, work))) {
            table = provoke(fault, run);
        }
        System.out.println(fault + ":" + table);
        assertTrue(table.findings().stream().anyMatch(finding -> finding.sort() == fault.found()), table::toString);
    }
}
