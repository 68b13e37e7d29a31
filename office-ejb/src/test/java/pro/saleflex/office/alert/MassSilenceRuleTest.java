package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.alert.MassSilenceRule.Silence;

class MassSilenceRuleTest {
    private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-22T10:00:00Z");

    /** Tills are letters; silent ones are given with the second in which they fell silent. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody is silent                        |                  |     | 9 | ",
                "one till                                | A0               |     | 0 | ",
                "two tills of two                        | A0 B1            |     | 0 | ",
                "three tills of three                    | A0 B1 C2         |     | 0 | ABC",
                "three tills of five                     | A0 B1 C2         |     | 2 | ABC",
                "three tills of six are only half        | A0 B1 C2         |     | 3 | ",
                "four tills of seven                     | A0 B0 C0 D0      |     | 3 | ABCD",
                "within 30 s                             | A0 B15 C30       |     | 0 | ABC",
                "not within 30 s                         | A0 B15 C31       |     | 0 | ",
                "the first went before and by itself     | A0 B40 C45 D50   |     | 0 | BCD",
                "in any order                            | C2 A0 B1         |     | 0 | ABC",
                "silent for long was not online          | A0 B900 C901     |     | 1 | ",
                "two groups at different times           | A0 B1 C2 D900 E901 F902 | | 0 | ABCDEF",
                "a till that is back is off the list     | B1 C2            | ABC | 1 | BC",
                "the last one stays on it                | C2               | ABC | 9 | C",
                "all are back                            |                  | ABC | 9 | ",
                "one more within 30 s joins              | A0 B1 C2 D32     | ABC | 9 | ABCD",
                "one more later stays by itself          | A0 B1 C2 D33     | ABC | 9 | ABC",
                "a member that fell silent again, later  | A0 B1 C2000      | ABC | 9 | ABC",
                "many more later join                    | A0 D900 E901 F902 | A  | 2 | ADEF"
            })
    void findsTheTillsThatFellSilentTogether(String name, String silent, String members, int online, String together) {
        Set<UUID> expected = ids(together);

        Set<UUID> found = MassSilenceRule.together(silences(silent), ids(members), online);

        assertEquals(new TreeSet<>(expected), new TreeSet<>(found), name);
    }

    private static List<Silence> silences(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" +"))
                        .map(till ->
                                new Silence(id(till.charAt(0)), START.plusSeconds(Long.parseLong(till.substring(1)))))
                        .toList();
    }

    private static Set<UUID> ids(String tills) {
        return tills == null
                ? Set.of()
                : tills.chars().mapToObj(MassSilenceRuleTest::id).collect(Collectors.toSet());
    }

    private static UUID id(int letter) {
        return new UUID(0, letter);
    }
}
