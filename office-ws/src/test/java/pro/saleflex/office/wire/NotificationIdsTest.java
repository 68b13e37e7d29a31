package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationIdsTest {

    @Test
    void readsIdsInOrder() {
        assertEquals(List.of("b", "a"), NotificationIds.read("{\"terminal_code\":\"T\",\"ids\":[\"b\",\"a\"]}"));
        assertEquals(List.of(), NotificationIds.read("{\"ids\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ids\":{}}", "{\"ids\":[1]}", "[]", "{", ""})
    void rejectsABodyWithoutValidIds(String json) {
        Problem problem = assertThrows(Problem.class, () -> NotificationIds.read(json));
        assertEquals(400, problem.getResponse().getStatus());
    }
}
