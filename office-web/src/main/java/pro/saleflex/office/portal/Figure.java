package pro.saleflex.office.portal;

/**
 * A figure of a page; its name and definition are in the texts under its key. Rendered by {@code figures.xhtml}.
 *
 * @param key of the texts, behind the page's prefix such as {@code gate.figure.}
 * @param value as text; an exact time when {@code at} is not null
 * @param detail its unit, or a remark
 * @param at milliseconds since the epoch, from which the page shows how long ago it was; null: the value is not a time
 * @param tone {@code bad}, or empty
 */
public record Figure(String key, String value, String detail, Long at, String tone) {
    /** A figure that is not a time and calls for no attention. */
    public static Figure plain(String key, String value, String detail) {
        return new Figure(key, value, detail, null, "");
    }
}
