package pro.saleflex.office.archive.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.intake.DiskSpace;

/** Room on the disks: tills need it more than a rehearsal or a backup does. */
@ApplicationScoped
public class CheckRoom {
    @Inject
    DiskSpace diskSpace;

    @Inject
    OfficeConfig config;

    /**
     * Requires that there is as much free as disks warn at.
     *
     * @throws IOException there is not
     */
    void require() throws IOException {
        for (DiskSpace.FreeSpace disk : diskSpace.freeSpace()) {
            if (disk.freeMegabytes() < config.diskWarningMegabytes()) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "There is too little room: %d MB are free on the disk of %s, and %d MB are left to the tills.",
                        disk.freeMegabytes(),
                        disk.directory(),
                        config.diskWarningMegabytes()));
            }
        }
    }
}
