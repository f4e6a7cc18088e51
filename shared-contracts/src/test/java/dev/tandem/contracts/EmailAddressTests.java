package dev.tandem.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "a.d.a+mugs@mail.example.co.uk", "Ada@localhost", "o'neil@example.com"})
    void an_address_in_ascii_is_used_as_it_is_written(String address) {
        assertThat(EmailAddress.parse(address)).hasToString("Optional[" + address + "]");
    }

    @ParameterizedTest
    @CsvSource({"ada@bücher.example, ada@xn--bcher-kva.example", "ada@例え.テスト, ada@xn--r8jz45g.xn--zckzah"})
    void an_internationalised_domain_takes_its_ascii_form(String address, String ascii) {
        assertThat(EmailAddress.parse(address)).hasToString("Optional[" + ascii + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Łda@example.com",
                "ada",
                "@example.com",
                "ada@",
                ".ada@example.com",
                "a..a@example.com",
                "\"ada lovelace\"@example.com",
                "ada@[127.0.0.1]",
                "ada@example.com.",
                "ada@-example.com",
                "ada@exa mple.com",
                "a@b@example.com",
                "ada@example.com,eve@example.com",
                "<ada@example.com>",
                "ada@example.com>",
                "ada\r\nRCPT TO:<eve@example.com>@example.com"
            })
    void what_a_mail_server_could_take_for_something_else_is_refused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@straße.example",
                "ada@βόλος.example",
                "ada@a\u200Db.example",
                "ada@example\u2024com",
                "ada@a\u2488com"
            })
    void a_domain_that_was_another_one_by_the_older_rules_is_refused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void no_character_of_unicode_other_than_ascii_is_part_of_a_mailbox_name() {
        assertThat(IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                        .mapToObj(Character::toString)
                        .filter(character -> EmailAddress.parse("a" + character + "da@example.com")
                                .isPresent()))
                .isEmpty();
    }

    @Test
    void a_domain_is_ascii_whatever_it_was_written_in() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_VALUE)
                        .mapToObj(Character::toString)
                        .flatMap(character -> EmailAddress.parse("ada@a" + character + "a.example").stream())
                        .map(EmailAddress::domain))
                .isNotEmpty()
                .allMatch(domain -> domain.matches("[A-Za-z0-9_.-]+"));
    }

    @Test
    void an_address_has_254_characters_at_most_and_a_local_part_64() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("ada@" + "a.".repeat(130) + "com")).isEmpty();
    }
}
