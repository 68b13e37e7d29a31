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
public record SignInAnswer(Optional<UserView> user, Duration pause, boolean busy) {
    private static final Duration QUEUE = Duration.ofSeconds(3);

    static SignInAnswer of(UserView user) {
        return new SignInAnswer(Optional.of(user), Duration.ZERO, false);
    }

    static SignInAnswer wrong() {
        return new SignInAnswer(Optional.empty(), Duration.ZERO, false);
    }

    static SignInAnswer whenOthersAreDone() {
        return new SignInAnswer(Optional.empty(), QUEUE, true);
    }

    static SignInAnswer later(Duration pause) {
        return new SignInAnswer(Optional.empty(), pause, false);
    }
}
