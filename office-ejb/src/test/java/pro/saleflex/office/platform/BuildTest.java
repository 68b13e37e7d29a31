package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BuildTest {
    @Test
    void theRunningBuildIsKnown() {
        Build build = Build.current();
        assertTrue(build.version().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), build.version());
        assertTrue(build.commit().matches("[0-9a-f]*"), build.commit());
        assertEquals(
                build.commit().isEmpty(),
                build.committedAt().isEmpty(),
                "where the sources are a clone, the commit has its time");
    }
}
