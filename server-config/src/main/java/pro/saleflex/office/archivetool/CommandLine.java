package pro.saleflex.office.archivetool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command's arguments: one operand, and options {@code --name value} before or behind it. */
final class CommandLine {
    private final String operand;
    private final Map<String, String> options;

    private CommandLine(String operand, Map<String, String> options) {
        this.operand = operand;
        this.options = options;
    }

    /**
     * Reads arguments.
     *
     * @param known the options, with their dashes
     */
    static CommandLine parse(List<String> arguments, Set<String> known) throws WrongCallException {
        Map<String, String> options = new HashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                operands.add(argument);
            } else if (!known.contains(argument)) {
                throw new WrongCallException("There is no option " + argument + ".");
            } else if (i + 1 == arguments.size()) {
                throw new WrongCallException(argument + " needs a value.");
            } else {
                options.put(argument, arguments.get(++i));
            }
        }
        if (operands.size() != 1) {
            throw new WrongCallException(
                    operands.isEmpty() ? "It needs an argument." : "It takes one argument, not " + operands + ".");
        }
        return new CommandLine(operands.get(0), options);
    }

    String operand() {
        return operand;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
