package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @ParameterizedTest
    @EnumSource
    void eachTypeIsFoundByItsSlugAndHasTexts(ProblemType type) {
        assertTrue(type.slug().matches("[a-z-]+"), type.slug());
        assertEquals(Optional.of(type), ProblemType.named(type.slug()));
        assertTrue(type.title().length() > 5
                && type.meaning().endsWith(".")
                && type.advice().endsWith("."));
        assertTrue(
                type.meaning().concat(type.advice()).chars().noneMatch(c -> "<>&".indexOf(c) >= 0), "goes into HTML");
    }

    @Test
    void aStatusHasAtMostOneType() {
        assertEquals(
                ProblemType.values().length,
                Arrays.stream(ProblemType.values())
                        .map(ProblemType::status)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(Optional.of(ProblemType.NOT_FOUND), ProblemType.of(404));
        assertEquals(Optional.empty(), ProblemType.of(418));
    }
}
