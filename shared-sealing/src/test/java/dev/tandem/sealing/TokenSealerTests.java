package dev.tandem.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sealing.Opening.Opened;
import dev.tandem.sealing.Opening.UnknownKey;
import dev.tandem.sealing.Opening.Unreadable;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSealerTests {

    private static final String KEY = key('a');
    private static final String OTHER_KEY = key('b');

    private final UUID orderId = UUID.randomUUID();
    private final TokenSealer sealer = sealer(KEY, "");
    private final TokenOpener opener = opener(KEY, "");

    @Nested
    class A_sealed_token {

        private final String sealed = sealer.seal(orderId, "tok_vísa");

        @Test
        void opens_for_its_order() {
            assertThat(opener.open(orderId, sealed)).isEqualTo(new Opened("tok_vísa"));
        }

        @Test
        void shows_nothing_of_the_token() {
            assertThat(sealed).matches("[A-Za-z0-9_-]{58}");
            assertThat(new String(bytes(), ISO_8859_1)).doesNotContain("tok");
        }

        @Test
        void is_another_text_each_time() {
            assertThat(sealer.seal(orderId, "tok_vísa")).isNotEqualTo(sealed);
        }

        @Test
        void does_not_open_for_another_order() {
            assertThat(opener.open(UUID.randomUUID(), sealed)).isEqualTo(new Unreadable());
        }

        @Test
        void does_not_open_if_any_bit_behind_its_header_was_changed() {
            assertThat(IntStream.range(SealingKey.HEADER_BYTES * Byte.SIZE, bytes().length * Byte.SIZE))
                    .isNotEmpty()
                    .allSatisfy(bit ->
                            assertThat(opener.open(orderId, withoutBit(bit))).isEqualTo(new Unreadable()));
        }

        @Test
        void has_an_unknown_key_if_any_bit_of_its_header_was_changed() {
            assertThat(IntStream.range(0, SealingKey.HEADER_BYTES * Byte.SIZE))
                    .allSatisfy(bit ->
                            assertThat(opener.open(orderId, withoutBit(bit))).isEqualTo(new UnknownKey()));
        }

        @Test
        void does_not_open_if_it_was_cut() {
            assertThat(IntStream.range(0, sealed.length()))
                    .allSatisfy(length -> assertThat(opener.open(orderId, sealed.substring(0, length)))
                            .isEqualTo(new Unreadable()));
        }

        private byte[] bytes() {
            return Base64.getUrlDecoder().decode(sealed);
        }

        private String withoutBit(int bit) {
            var bytes = bytes();
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tok_visa", "no Base64 at all, but rather long: so long that it might be sealed", "AAAA"})
    void what_was_never_sealed_does_not_open(String text) {
        assertThat(opener.open(orderId, text)).isEqualTo(new Unreadable());
    }

    /** The format is that of AES-256-GCM and HKDF; this text was made by another implementation of both. */
    @Test
    void what_another_implementation_has_sealed_opens() {
        var order = UUID.fromString("3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11");
        var key = Base64.getUrlEncoder().encodeToString("a-key-that-only-the-tests-know--".getBytes(US_ASCII));
        var sealed = "AfRkEU_Zf0YsOfrJgeVEEX668JQkhiC15uO7wggvUHdY5CUrBc8SWBFB";

        assertThat(opener(key, "").open(order, sealed)).isEqualTo(new Opened("tok_visa"));
    }

    @Nested
    class A_change_of_the_key {

        private final String old = sealer.seal(orderId, "tok_visa");

        @Test
        void lets_a_token_wait_that_has_the_seal_of_a_key_not_known_yet() {
            assertThat(opener(OTHER_KEY, "").open(orderId, old)).isEqualTo(new UnknownKey());
            assertThat(sealer(OTHER_KEY, "").reseal(orderId, old)).isEmpty();
        }

        @Test
        void is_unnoticed_while_both_keys_are_known() {
            assertThat(opener(KEY, OTHER_KEY).open(orderId, old)).isEqualTo(new Opened("tok_visa"));
            assertThat(opener(OTHER_KEY, KEY).open(orderId, old)).isEqualTo(new Opened("tok_visa"));
        }

        @Test
        void ends_when_everything_is_sealed_anew() {
            var anew = sealer(OTHER_KEY, KEY).reseal(orderId, old).orElseThrow();

            assertThat(anew).startsWith(sealer(OTHER_KEY, "").beginnings().getFirst());
            assertThat(opener(OTHER_KEY, "").open(orderId, anew)).isEqualTo(new Opened("tok_visa"));
        }

        @Test
        void shows_by_which_key_a_token_was_sealed() {
            assertThat(sealer(OTHER_KEY, KEY).beginnings()).hasSize(2).last().isEqualTo(old.substring(0, 8));
        }

        @Test
        void does_not_move_a_token_to_another_order() {
            assertThat(sealer(OTHER_KEY, KEY).reseal(UUID.randomUUID(), old)).isEmpty();
        }
    }

    @Nested
    class A_fingerprint {

        @Test
        void is_the_same_for_the_same_text_and_key_only() {
            var prints = new KeyedFingerprints(new SealingSettings(KEY, "")).of("text");

            assertThat(prints).hasSize(1).isEqualTo(new KeyedFingerprints(new SealingSettings(KEY, "")).of("text"));
            assertThat(prints).isNotEqualTo(new KeyedFingerprints(new SealingSettings(KEY, "")).of("Text"));
            assertThat(prints).isNotEqualTo(new KeyedFingerprints(new SealingSettings(OTHER_KEY, "")).of("text"));
        }

        @Test
        void is_recognised_while_the_key_is_changed() {
            var old = new KeyedFingerprints(new SealingSettings(KEY, ""))
                    .of("text")
                    .getFirst();

            assertThat(new KeyedFingerprints(new SealingSettings(OTHER_KEY, KEY)).of("text"))
                    .hasSize(2)
                    .last()
                    .isEqualTo(old);
        }
    }

    @Nested
    class A_key {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "for-play-only",
                    "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQ",
                    "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"
                })
        void that_is_missing_or_unusable_is_refused_and_not_shown(String key) {
            var failure = assertThatThrownBy(() -> sealer(key, "")).isInstanceOf(UnusableKeyException.class);
            failure.hasNoCause().hasMessage("This service has no usable key to seal payment tokens.");
        }

        @Test
        void that_only_opens_is_refused_if_it_is_unusable() {
            assertThatThrownBy(() -> opener(KEY, "short")).isInstanceOf(UnusableKeyException.class);
        }

        @Test
        void is_not_shown_with_the_settings() {
            assertThat(new SealingSettings(KEY, OTHER_KEY)).hasToString("SealingSettings[two keys]");
            assertThat(new SealingSettings(KEY, "")).hasToString("SealingSettings[one key]");
        }

        @Test
        void may_be_given_twice() {
            assertThat(sealer(KEY, KEY).beginnings()).hasSize(1);
        }
    }

    @Test
    void an_opened_token_is_not_shown() {
        assertThat(opener.open(orderId, sealer.seal(orderId, "tok_visa"))).hasToString("Opened[]");
    }

    private static TokenSealer sealer(String key, String otherKey) {
        return new TokenSealer(new SealingSettings(key, otherKey));
    }

    private static TokenOpener opener(String key, String otherKey) {
        return new TokenOpener(new SealingSettings(key, otherKey));
    }

    private static String key(char fill) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("" + fill).repeat(32).getBytes(US_ASCII));
    }
}
