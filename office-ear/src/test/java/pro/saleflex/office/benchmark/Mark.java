package pro.saleflex.office.benchmark;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What tells one heartbeat from another on the board, where it stands as the cashier.
 *
 * @param till the number of the till
 * @param number goes up with each heartbeat of the till
 */
record Mark(int till, int number) {
    /** For Java and JavaScript. */
    static final String PATTERN = "mark(\\d+)-(\\d+)\\.";

    private static final Pattern MARK = Pattern.compile(PATTERN);

    /** As the cashier's name. */
    String cashier() {
        return "mark" + till + "-" + number + ".";
    }

    /** All that stand in a page, or a part of one. */
    static List<Mark> in(String page) {
        return MARK.matcher(page)
                .results()
                .map(mark -> new Mark(Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))))
                .toList();
    }
}
