package dev.tandem.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a": 1}                          | {"b": 2}                    | {"a": 1, "b": 2}
            {"a": 1}                          | {"a": 2}                    | {"a": 2}
            {"a": {"b": 1, "c": 2}}           | {"a": {"b": null}}          | {"a": {"c": 2}}
            {"a": [1, 2]}                     | {"a": [3]}                  | {"a": [3]}
            {"a": "text"}                     | {"a": {"b": {"c": null}}}   | {"a": {"b": {}}}
            [{"name": "x"}, {"name": "y"}]    | [{"name": "y", "in": "q"}]  | [{"name": "x"}, {"name": "y", "in": "q"}]
            [{"name": "x"}]                   | [{"name": "y"}]             | [{"name": "x"}, {"name": "y"}]
            """)
    void merges(String target, String patch, String merged) {
        assertThat(MergePatch.apply(Json.read(target), Json.read(patch))).isEqualTo(Json.read(merged));
    }
}
