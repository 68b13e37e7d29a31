package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.platform.JobName.Kind;

class JobNameTest {

    @ParameterizedTest
    @EnumSource
    void aNameIsReadAsItWasStored(Kind kind) {
        for (JobName name : new JobName[] {JobName.of(kind), JobName.of(kind, "a"), JobName.of(kind, "a", "b")}) {
            assertEquals(name, JobName.read(kind, name.stored()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words"})
    void aSubjectConsistsOfWords(String word) {
        assertThrows(IllegalArgumentException.class, () -> JobName.of(Kind.PULL, "store", word));
    }

    @Test
    void theWordsOfAStoredNameAreSeparatedByBlanks() {
        assertEquals(
                "notification returns a b",
                JobName.of(Kind.NOTIFICATION_RETURNS, "a", "b").stored());
    }
}
