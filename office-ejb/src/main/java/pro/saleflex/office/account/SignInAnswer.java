package pro.saleflex.office.account;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a name and a password.
 *
 * @param proven who it is; nothing when name or password is wrong, the user is blocked, or nothing was looked at
 * @param pause how long nothing is looked at after too many failures; zero when it was looked at
 */
public record SignInAnswer(Optional<ProvenUser> proven, Duration pause) {

    static SignInAnswer of(UserView user) {
        return new SignInAnswer(Optional.of(new ProvenUser(user)), Duration.ZERO);
    }

    static SignInAnswer wrong() {
        return new SignInAnswer(Optional.empty(), Duration.ZERO);
    }

    static SignInAnswer later(Duration pause) {
        return new SignInAnswer(Optional.empty(), pause);
    }
}
