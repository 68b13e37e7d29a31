package pro.saleflex.office.testing;

import jakarta.inject.Inject;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run in a {@link TestApplication} of the class's own, closed behind the last of them.
 *
 * <p>What they need they have in fields marked {@link Inject}: the house; a new {@link Till}; a new store without
 * terminals, as a {@link pro.saleflex.office.terminal.StoreRef}; or any bean of the house. Till and store are new for
 * each instance of the class, so for each test unless the class says otherwise.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestApplicationExtension.class)
public @interface DatabaseTest {

    /** Settings other than their defaults, as {@code full.key=value}. */
    String[] settings() default {};
}
