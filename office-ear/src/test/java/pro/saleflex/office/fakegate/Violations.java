package pro.saleflex.office.fakegate;

import java.util.ArrayList;
import java.util.List;

/** Requests that violated the contract; the first thousand. */
final class Violations {
    private static final int KEPT = 1000;

    private final List<String> all = new ArrayList<>();

    /** Records a violation and returns the error for the caller. */
    synchronized Answer note(int status, Request request, String what) {
        if (all.size() < KEPT) {
            all.add(request.method() + " " + request.path() + ": " + what);
        }
        return Answer.error(status, what);
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }
}
