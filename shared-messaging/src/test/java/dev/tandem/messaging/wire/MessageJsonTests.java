package dev.tandem.messaging.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.messaging.deadletter.Poison;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTests {

    private final MessageJson json = new MessageJson();
    private final OrderConfirmed confirmed = new OrderConfirmed(
            UUID.fromString("3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11"),
            "ada",
            "ada@example.com",
            List.of(new Line("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR"))),
            new Money(2176, "EUR"),
            new Money(414, "EUR"),
            Instant.parse("2026-01-02T03:04:05.678901Z"));

    @Test
    void a_message_reads_as_it_was_written() {
        assertThat(json.read(json.write(confirmed), OrderConfirmed.class)).isEqualTo(confirmed);
    }

    @Test
    void instants_are_text_and_amounts_are_minor_units() {
        assertThat(new String(json.write(confirmed), UTF_8))
                .contains("\"confirmedAt\":\"2026-01-02T03:04:05.678901Z\"")
                .contains("\"net\":{\"amount\":2176,\"currency\":\"EUR\"}");
    }

    @Test
    void a_field_that_a_newer_writer_has_added_is_passed_over() {
        var newer = new String(json.write(confirmed), UTF_8).replaceFirst("\\{", "{\"giftWrap\":true,");

        assertThat(json.read(newer.getBytes(UTF_8), OrderConfirmed.class)).isEqualTo(confirmed);
    }

    @Test
    void null_is_read_as_absent() {
        var newer = new String(json.write(confirmed), UTF_8).replaceFirst("\\{", "{\"giftWrap\":null,");

        assertThat(json.read(newer.getBytes(UTF_8), OrderConfirmed.class)).isEqualTo(confirmed);
    }

    @Nested
    class A_message_that_violates_its_schema {

        @Test
        void is_refused_for_a_field_that_is_missing() {
            assertRefused("\"email\":\"ada@example.com\",", "", "/email: required (");
        }

        @Test
        void is_refused_for_null_in_a_required_field() {
            assertRefused("\"ada@example.com\"", "null", "/email: required (");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"ada@example.com\"     | 7           | /email: type (integer found, string expected)",
                    "\"amount\":1295        | \"amount\":-1 | /lines/0/price/amount: minimum (",
                    "\"EUR\"                | \"euro\"      | /lines/0/price/currency: pattern (",
                    "\"2026-01-02T03:04:05.678901Z\" | \"soon\" | /confirmedAt: format (",
                    "3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11 | order-7 | /orderId: format (",
                    "\"quantity\":2         | \"quantity\":2.5 | /lines/0/quantity: type (",
                    "\"quantity\":2         | \"quantity\":\"2\" | /lines/0/quantity: type (",
                })
        void is_refused_with_the_field_and_the_rule(String part, String other, String reason) {
            assertRefused(part, other, reason);
        }

        @Test
        void is_refused_without_a_word_of_what_stands_in_it() {
            var secret = text().replace("ada@example.com", "x").replace("3f8a7f5e-0c39", "SECRET");

            assertThatThrownBy(() -> json.read(secret.getBytes(UTF_8), OrderConfirmed.class))
                    .message()
                    .contains("/orderId: format")
                    .doesNotContain("SECRET");
        }

        private void assertRefused(String part, String other, String reason) {
            assertThat(text()).contains(part);
            assertThatThrownBy(() -> json.read(text().replace(part, other).getBytes(UTF_8), OrderConfirmed.class))
                    .isInstanceOf(UndecodableMessageException.class)
                    .hasMessageContaining("invalid order.confirmed.v2: " + reason);
        }
    }

    private String text() {
        return new String(json.write(confirmed), UTF_8);
    }

    @ParameterizedTest
    @MethodSource("dev.tandem.messaging.deadletter.Poison#of")
    void what_is_not_the_json_of_a_message_is_undecodable(Poison poison) {
        assertThatThrownBy(() -> json.read(poison.applied(text()), OrderConfirmed.class))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageMatching("(unreadable|invalid) order.confirmed.v2.*");
    }

    @Test
    void no_payload_at_all_is_undecodable() {
        assertThatThrownBy(() -> json.read(null, OrderConfirmed.class)).isInstanceOf(UndecodableMessageException.class);
    }
}
