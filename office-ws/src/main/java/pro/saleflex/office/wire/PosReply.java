package pro.saleflex.office.wire;

import jakarta.ws.rs.core.Response;
import pro.saleflex.office.intake.IntakeResult;

/** The replies that terminals wait for. */
public final class PosReply {
    /** Seconds after which a terminal may try again. */
    private static final int RETRY_AFTER = 5;

    private PosReply() {}

    /**
     * The reply to handed-over documents.
     *
     * @throws Problem 503 when the database is unwell: the terminal keeps its documents and sends them again
     */
    public static Response of(IntakeResult taken) {
        IntakeResult.Done done = done(taken);
        return Response.ok(new Delivered("ok", done.accepted(), done.rejected()))
                .build();
    }

    /**
     * What was done, if anything.
     *
     * @throws Problem 503 when the database is unwell
     */
    public static IntakeResult.Done done(IntakeResult taken) {
        if (taken instanceof IntakeResult.Done done) {
            return done;
        }
        throw Problem.later(
                503, ((IntakeResult.Unwell) taken).reason() + " Nothing is lost: the terminal sends it again.", RETRY_AFTER);
    }

    /**
     * An item counts as delivered only if status is exactly ok and accepted is exactly 1 (protocol reference, section 2.3).
     *
     * @param status always ok
     * @param accepted items that are on disk
     * @param rejected items that cannot be identified
     */
    public record Delivered(String status, int accepted, int rejected) {}

    /**
     * The reply to pushed counters.
     *
     * @param status always ok
     * @param updated counters taken note of
     */
    public record Counted(String status, int updated) {}
}
