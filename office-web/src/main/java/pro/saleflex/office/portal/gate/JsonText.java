package pro.saleflex.office.portal.gate;

/** Lays a JSON text out over lines. Only white space between its tokens changes: every character of a value stays. */
final class JsonText {
    private static final String INDENT = "  ";

    private final String text;
    private final StringBuilder laidOut = new StringBuilder();
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    static String laidOut(String text) {
        return new JsonText(text).layOut();
    }

    private String layOut() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> string();
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',' -> {
                    laidOut.append(c);
                    line();
                }
                case ':' -> laidOut.append(": ");
                default -> {
                    if (!Character.isWhitespace(c)) {
                        laidOut.append(c);
                    }
                }
            }
            at++;
        }
        return laidOut.toString();
    }

    private void string() {
        int begin = at;
        for (at++; at < text.length() - 1 && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        laidOut.append(text, begin, Math.min(at + 1, text.length()));
    }

    private void open(char bracket) {
        laidOut.append(bracket);
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && (text.charAt(next) == '}' || text.charAt(next) == ']')) {
            laidOut.append(text.charAt(next)); // nothing in it
            at = next;
        } else {
            depth++;
            line();
        }
    }

    private void close(char bracket) {
        depth = Math.max(0, depth - 1);
        line();
        laidOut.append(bracket);
    }

    private void line() {
        laidOut.append('\n').append(INDENT.repeat(depth));
    }
}
