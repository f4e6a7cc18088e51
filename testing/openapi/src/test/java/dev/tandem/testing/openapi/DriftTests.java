package dev.tandem.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTests {

    @Test
    void is_not_there_when_only_the_order_is_another() {
        assertThat(Drift.between(Json.read("{\"a\": 1, \"b\": [1, 2]}"), Json.read("{\"b\": [1, 2], \"a\": 1}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a": {"b": 1}}  | {"a": {"b": 2}}     | /a/b is 1 in the document, and 2 in the code.
            {"a": [1, 2]}    | {"a": [1]}          | the document has /a/1, and the code does not.
            {"a": {}}        | {"a": {"x/y": 1}}   | the code has /a/x~1y, and the document does not.
            {"b": 1, "a": 1} | {"b": 2, "a": 2}    | /a is 1 in the document, and 2 in the code.
            """)
    void is_told_by_the_first_place(String committed, String code, String drift) {
        assertThat(Drift.between(Json.read(committed), Json.read(code))).contains(drift);
    }
}
