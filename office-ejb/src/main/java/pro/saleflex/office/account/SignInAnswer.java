package pro.saleflex.office.account;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a name and a password.
 *
 * @param user who it is; nothing when name or password is wrong, the user is blocked, or nothing was looked at
 * @param pause how long nothing is looked at after too many failures; zero when it was looked at
 */
public record SignInAnswer(Optional<UserView> user, Duration pause) {

    static SignInAnswer of(UserView user) {
        return new SignInAnswer(Optional.of(user), Duration.ZERO);
    }

    static SignInAnswer wrong() {
        return new SignInAnswer(Optional.empty(), Duration.ZERO);
    }

    static SignInAnswer later(Duration pause) {
        return new SignInAnswer(Optional.empty(), pause);
    }
}
