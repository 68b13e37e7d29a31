package pro.saleflex.office.benchmark;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Identifies a heartbeat on the board, where it is shown as the cashier's name.
 *
 * @param till the number of the till
 * @param number increases with each heartbeat of the till
 */
record Mark(int till, int number) {
    /** Regular expression, valid in Java and JavaScript. */
    static final String PATTERN = "mark(\\d+)-(\\d+)\\.";

    private static final Pattern MARK = Pattern.compile(PATTERN);

    /** The mark as a cashier's name. */
    String cashier() {
        return "mark" + till + "-" + number + ".";
    }

    /** All marks in a page or a part of it. */
    static List<Mark> in(String page) {
        return MARK.matcher(page)
                .results()
                .map(mark -> new Mark(Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))))
                .toList();
    }
}
