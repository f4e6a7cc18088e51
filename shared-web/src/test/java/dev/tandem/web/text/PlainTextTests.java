package dev.tandem.web.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.web.Server;
import dev.tandem.web.ToyShop;
import dev.tandem.web.problem.CommonProblem;
import java.net.URLEncoder;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

@SpringBootTest(
        classes = ToyShop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.import=classpath:http.yml")
class PlainTextTests {

    /** The same rule, written as a regular expression. */
    private static final Predicate<String> REFUSED = Pattern.compile(
                    "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]")
            .asPredicate();

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(String.class, new StrictStringDeserializer()))
            .build();

    @Test
    void each_character_of_unicode_is_read_unless_the_rule_refuses_it() {
        var wrong = allCharacters()
                .filter(character -> isRead("a" + character + "b") == REFUSED.test(character))
                .toList();

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ädä 🚲", "👨\u200D👩\u200D👧", "नमस्\u200Dते", "می\u200Cخواهم", "العربية", "a\u00A0b", "\uFEFFa"
            })
    void languages_and_emoji_are_plain(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
    }

    private static Stream<String> allCharacters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT).mapToObj(Character::toString);
    }

    private static boolean isRead(String text) {
        try {
            return JSON.readValue(JsonMapper.shared().writeValueAsString(text), String.class)
                    .equals(text);
        } catch (JacksonException refused) {
            return false;
        }
    }

    @Nested
    class Over_http {

        @LocalServerPort
        int port;

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "\\u0085", "\\u2028", "\\u202e", "\\u2066", "\\ue000", "\\uffff", "\\ud800"})
        void a_field_that_is_not_plain_is_named(String character) {
            var server = new Server(port);

            server.expectProblem(server.post("{\"to\": \"a" + character + "b\"}"), CommonProblem.INVALID_REQUEST)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("to")
                    .jsonPath("$.errors[0].message")
                    .isEqualTo(PlainText.RULE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u0000", "\n", "\u0085", "\u2028", "\u202E", "\uE000"})
        void a_parameter_that_is_not_plain_is_named(String character) {
            expectRefused("most=1&colour=a" + URLEncoder.encode(character, UTF_8), "colour");
        }

        @Test
        void a_parameter_whose_name_is_not_plain_is_not_repeated() {
            expectRefused("most=1&a%E2%80%AEb=1", "query");
        }

        private void expectRefused(String query, String field) {
            var server = new Server(port);
            server.expectProblem(server.get("/api/toys?" + query), CommonProblem.INVALID_REQUEST)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }
    }
}
