package dev.tandem.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainTextTests {

    @Test
    void no_character_of_unicode_ends_a_line_or_reverses_it() {
        var lines = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .map(PlainText::oneLine)
                .collect(Collectors.joining());

        assertThat(lines)
                .doesNotContainPattern(
                        "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
    }

    @Test
    void a_readable_text_stays_as_it_is() {
        var text = "Łódź, Ωmega, 茶碗, 👩\u200D🍳";

        assertThat(PlainText.oneLine(text)).isEqualTo(text);
    }

    @Test
    void a_text_is_cut_between_characters() {
        assertThat(PlainText.oneLine("👩👩👩", 2)).isEqualTo("👩👩");
    }

    /** Half a surrogate pair becomes a question mark in the database, which would make a different address. */
    @Test
    void unstorable_characters_make_no_other_address() {
        var draft = new Draft(
                UUID.randomUUID(), "order-confirmed", "a\uD800b\0@example.com", "Subject\nBcc: eve", "a\0\nb");

        assertThat(draft.recipient()).isEqualTo("a\uFFFDb\uFFFD@example.com");
        assertThat(draft.subject()).isEqualTo("Subject Bcc: eve");
        assertThat(draft.body()).isEqualTo("a\uFFFD\nb");
    }
}
