package pro.saleflex.office.portal.gate;

/** Pretty-prints JSON. Only white space between tokens changes: every character of a value stays as it was. */
final class JsonText {
    private static final String INDENT = "  ";

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    static String format(String text) {
        return new JsonText(text).format();
    }

    private String format() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> string();
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',' -> {
                    out.append(c);
                    newLine();
                }
                case ':' -> out.append(": ");
                default -> {
                    if (!Character.isWhitespace(c)) {
                        out.append(c);
                    }
                }
            }
            at++;
        }
        return out.toString();
    }

    private void string() {
        int start = at;
        for (at++; at < text.length() - 1 && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        out.append(text, start, Math.min(at + 1, text.length()));
    }

    private void open(char bracket) {
        out.append(bracket);
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && (text.charAt(next) == '}' || text.charAt(next) == ']')) {
            out.append(text.charAt(next)); // empty
            at = next;
        } else {
            depth++;
            newLine();
        }
    }

    private void close(char bracket) {
        depth = Math.max(0, depth - 1);
        newLine();
        out.append(bracket);
    }

    private void newLine() {
        out.append('\n').append(INDENT.repeat(depth));
    }
}
