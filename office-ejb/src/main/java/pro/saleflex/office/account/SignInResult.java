package pro.saleflex.office.account;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of a sign-in attempt.
 *
 * @param user the authenticated user; empty if name or password is wrong, the user is blocked, or nothing was checked
 * @param pause how long the caller has to wait before a password is checked; zero if it was checked
 * @param busy nothing was checked because too many callers are waiting, not because this one failed too often
 */
public record SignInResult(Optional<UserView> user, Duration pause, boolean busy) {
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(3);

    static SignInResult of(UserView user) {
        return new SignInResult(Optional.of(user), Duration.ZERO, false);
    }

    static SignInResult wrong() {
        return new SignInResult(Optional.empty(), Duration.ZERO, false);
    }

    static SignInResult serverBusy() {
        return new SignInResult(Optional.empty(), BUSY_PAUSE, true);
    }

    static SignInResult throttled(Duration pause) {
        return new SignInResult(Optional.empty(), pause, false);
    }
}
