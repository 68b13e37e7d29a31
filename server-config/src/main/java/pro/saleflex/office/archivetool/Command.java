package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;

/** A subcommand. */
interface Command {
    /** The word that calls it. */
    String name();

    /** Its synopsis, then what it does, for people; lines of at most 100 characters. */
    String usage();

    /**
     * Runs it. What it throws is told to the user by its message only.
     *
     * @param arguments those behind its name
     * @throws WrongCallException the arguments or the environment are wrong; nothing was done
     * @throws DatabaseRefusedException the database is not fit for it; nothing was done
     */
    void run(List<String> arguments, Surroundings surroundings)
            throws WrongCallException, DatabaseRefusedException, IOException, SQLException;
}
