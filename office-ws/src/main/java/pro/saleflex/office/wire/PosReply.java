package pro.saleflex.office.wire;

import jakarta.ws.rs.core.Response;
import pro.saleflex.office.intake.IntakeResult;

/** The replies to handed-over documents and pushed counters. */
public final class PosReply {
    /** Seconds after which a terminal should try again. */
    private static final int RETRY_AFTER = 5;

    private PosReply() {}

    /**
     * Returns the reply to handed-over documents.
     *
     * @throws Problem 503 when the database is unavailable: the terminal keeps its documents and sends them again
     */
    public static Response of(IntakeResult result) {
        IntakeResult.Done done = done(result);
        return Response.ok(new Delivered("ok", done.accepted(), done.rejected()))
                .build();
    }

    /**
     * Returns the outcome of an intake that took place.
     *
     * @throws Problem 503 when it did not, because the database is unavailable
     */
    public static IntakeResult.Done done(IntakeResult result) {
        if (result instanceof IntakeResult.Done done) {
            return done;
        }
        throw Problem.retryLater(
                503,
                ((IntakeResult.Unavailable) result).reason() + " Nothing is lost: the terminal sends it again.",
                RETRY_AFTER);
    }

    /**
     * The reply to documents. A terminal counts an item as delivered only if status is exactly ok and accepted is
     * exactly 1 (protocol reference, section 2.3).
     *
     * @param status always ok
     * @param accepted number of items that are on disk
     * @param rejected number of items that cannot be identified
     */
    public record Delivered(String status, int accepted, int rejected) {}

    /**
     * The reply to pushed counters.
     *
     * @param status always ok
     * @param updated number of counters recorded
     */
    public record Counted(String status, int updated) {}
}
