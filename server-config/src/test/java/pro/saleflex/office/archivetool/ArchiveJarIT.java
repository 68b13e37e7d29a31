package pro.saleflex.office.archivetool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar holds all that the program needs. */
class ArchiveJarIT {
    @TempDir
    Path directory;

    private static Ran jar(StoreDatabase database, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("office.archive.jar")));
        command.addAll(List.of(arguments));
        return Ran.command(Tool.environment(database, Map.of()), command);
    }

    @Test
    void backsUpAndRestoresByItself() throws IOException, SQLException {
        try (NewestPostgres server = NewestPostgres.start()) {
            StoreDatabase store = server.createDatabase("office").opened();
            store.sell(3);
            StoreDatabase target = server.createDatabase("restored");

            Path dump = Path.of(
                    jar(store, "backup", directory.toString()).succeeded().out().strip());
            jar(target, "restore-backup", dump.toString()).succeeded();

            assertEquals(store.content(), target.content());
            List<String> header = Files.readString(dump, StandardCharsets.ISO_8859_1)
                    .lines()
                    .limit(4)
                    .toList();
            assertTrue(header.get(3).matches("product: SaleFlex\\.OFFICE \\S+"), header.toString());
            jar(target, "restore-backup", dump.toString()).failed(2, "restore into an empty database. Nothing was");
        }
    }
}
