package pro.saleflex.office.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that runs for each sample sales document of the terminal's authors, by its name in {@link Samples}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(
        strings = {
            "transaction-cash-sale.json",
            "transaction-split-payment-with-campaign.json",
            "transaction-cancelled.json",
            "transaction-full-tree-sale.json",
            "transaction-return.json"
        })
public @interface EverySample {}
