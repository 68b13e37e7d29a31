package pro.saleflex.office.admin;

import pro.saleflex.office.wire.Problem;

/** The rule that a call that changes something says what. */
final class Bodies {
    private Bodies() {}

    static void require(Object body) {
        if (body == null) {
            throw Problem.of(400, "The body is missing.");
        }
    }
}
