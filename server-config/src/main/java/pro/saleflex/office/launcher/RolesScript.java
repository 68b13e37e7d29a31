package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The administrator's SQL script, with quoted literals in place of psql's variables.
 *
 * @param text the statements, without comment lines
 */
record RolesScript(String text) {

    static RolesScript read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return new RolesScript(lines.filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n")));
        }
    }

    /** Replaces the variable {@code :'name'} with a quoted value. */
    RolesScript with(String name, String value) {
        return new RolesScript(text.replace(":'" + name + "'", "'" + value.replace("'", "''") + "'"));
    }
}
