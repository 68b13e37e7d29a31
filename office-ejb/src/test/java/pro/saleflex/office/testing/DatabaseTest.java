package pro.saleflex.office.testing;

import jakarta.inject.Inject;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class in a {@link TestApplication} of its own, which is closed after the last test.
 *
 * <p>Fields marked {@link Inject} get the test application, a new {@link Till}, a new store without terminals (as a
 * {@link pro.saleflex.office.terminal.StoreRef}), or any bean of the application. Till and store are new for each
 * instance of the class, that is for each test unless the class sets another lifecycle.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestApplicationExtension.class)
public @interface DatabaseTest {

    /** Settings that differ from their defaults, as {@code full.key=value}. */
    String[] settings() default {};
}
