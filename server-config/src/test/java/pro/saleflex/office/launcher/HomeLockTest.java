package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path directory;

    private OfficeHome home;

    @BeforeEach
    void prepareHome() throws Trouble {
        home = new OfficeHome(directory.resolve("home"));
        home.prepare();
    }

    @Test
    void theHomeIsClosedToOtherUsers() throws IOException {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())));
    }

    @Test
    void aSecondLauncherIsRefusedAndToldWhichProcessHoldsTheLock() throws Trouble, IOException {
        HomeLock lock = HomeLock.take(home);

        Trouble trouble = assertThrows(Trouble.class, () -> HomeLock.take(home));

        assertTrue(
                trouble.getMessage()
                        .contains(Long.toString(ProcessHandle.current().pid())),
                trouble.getMessage());
        lock.release();
    }

    @Test
    void aLockFileLeftByADeadLauncherIsIgnored() throws Trouble, IOException {
        Files.writeString(home.run().resolve("lock"), "123456");

        HomeLock lock = HomeLock.take(home);

        assertEquals(
                Long.toString(ProcessHandle.current().pid()),
                Files.readString(home.run().resolve("lock")));
        lock.release();
        HomeLock.take(home).release();
    }
}
