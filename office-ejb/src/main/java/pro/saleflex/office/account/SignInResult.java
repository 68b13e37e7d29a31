package pro.saleflex.office.account;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a name and a password.
 *
 * @param user who it is; nothing when name or password is wrong, the user is blocked, or nothing was looked at
 * @param pause how long nothing is looked at; zero when it was looked at
 * @param busy nothing was looked at because too many wait, not because this caller failed too often
 */
public record SignInResult(Optional<UserView> user, Duration pause, boolean busy) {
    private static final Duration QUEUE = Duration.ofSeconds(3);

    static SignInResult of(UserView user) {
        return new SignInResult(Optional.of(user), Duration.ZERO, false);
    }

    static SignInResult wrong() {
        return new SignInResult(Optional.empty(), Duration.ZERO, false);
    }

    static SignInResult whenOthersAreDone() {
        return new SignInResult(Optional.empty(), QUEUE, true);
    }

    static SignInResult later(Duration pause) {
        return new SignInResult(Optional.empty(), pause, false);
    }
}
