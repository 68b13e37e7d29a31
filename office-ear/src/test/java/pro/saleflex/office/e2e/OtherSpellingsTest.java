package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.contract.Contract;
import tools.jackson.databind.json.JsonMapper;

/** All spellings in which the tests send one document are described in {@code openapi.yaml}. */
class OtherSpellingsTest {
    private static final Contract CONTRACT = Contract.of("openapi.yaml");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"transaction-cash-sale.json", "transaction-full-tree-sale.json", "closure.json"})
    void everySpellingIsDescribed(String file) {
        String body = Calls.sample(file);
        String component = file.startsWith("closure") ? "ClosuresHandOver" : "TransactionsHandOver";
        for (String spelling : List.of(
                Calls.idsInCapitals(body),
                Calls.idsWithoutHyphens(body),
                Calls.otherValues(body),
                Calls.otherValues(Calls.idsWithoutHyphens(Calls.idsInCapitals(body))))) {
            assertNotEquals(body, spelling);
            assertEquals(List.of(), CONTRACT.problems(component, JSON.readTree(spelling)), spelling);
        }
        assertNotEquals(List.of(), CONTRACT.problems(component, JSON.readTree(body.replaceFirst("\"id\": \"", "$0x"))));
    }
}
