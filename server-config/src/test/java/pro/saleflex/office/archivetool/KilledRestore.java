package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import pro.saleflex.office.archive.dump.DatabaseLoad;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;

/** A restore whose process ends without any warning, as by {@code kill -9}, at a named point. */
final class KilledRestore {
    static final int KILLED = 137;

    private KilledRestore() {}

    /** Restores a file until this phase is reported for this table the given number of times. */
    public static void main(String[] arguments)
            throws IOException, SQLException, DatabaseRefusedException, WrongCallException {
        Phase phase = Phase.valueOf(arguments[1]);
        String at = arguments[2];
        int[] times = {Integer.parseInt(arguments[3])};
        new DatabaseLoad(TargetDatabase.of(Map.copyOf(System.getenv())), "office_app")
                .load(Path.of(arguments[0]), null, (reported, table, rows, done, total) -> {
                    if (reported == phase && table.equals(at) && --times[0] == 0) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                });
    }
}
