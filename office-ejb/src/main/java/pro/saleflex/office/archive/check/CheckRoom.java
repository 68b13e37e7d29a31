package pro.saleflex.office.archive.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.intake.DiskSpace;

/** Room on the disks: tills need it more than a rehearsal or a backup does. */
@ApplicationScoped
public class CheckRoom {
    private static final int MEGABYTE_BITS = 20;

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
            require(disk.directory(), disk.freeMegabytes());
        }
    }

    /** Requires the same, and on the disk of a directory, too, which may not exist yet. */
    void require(Path directory) throws IOException {
        require();
        Path there = directory;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        require(directory, Files.getFileStore(there).getUsableSpace() >> MEGABYTE_BITS);
    }

    private void require(Path directory, long freeMegabytes) throws IOException {
        if (freeMegabytes < config.diskWarningMegabytes()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "There is too little room: %d MB are free on the disk of %s, and %d MB are left to others.",
                    freeMegabytes,
                    directory,
                    config.diskWarningMegabytes()));
        }
    }
}
