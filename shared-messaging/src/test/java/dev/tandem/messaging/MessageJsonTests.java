package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTests {

    private final MessageJson json = new MessageJson();
    private final OrderConfirmed confirmed = new OrderConfirmed(
            UUID.fromString("3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11"),
            "ada",
            "ada@example.com",
            List.of(new Line("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR"))),
            new Money(2590, "EUR"),
            Instant.parse("2026-01-02T03:04:05.678901Z"));

    @Test
    void a_message_reads_as_it_was_written() {
        assertThat(json.read(json.write(confirmed), OrderConfirmed.class)).isEqualTo(confirmed);
    }

    @Test
    void instants_are_text_and_amounts_are_minor_units() {
        assertThat(new String(json.write(confirmed), UTF_8))
                .contains("\"confirmedAt\":\"2026-01-02T03:04:05.678901Z\"")
                .contains("\"total\":{\"amount\":2590,\"currency\":\"EUR\"}");
    }

    @Test
    void a_field_that_a_newer_writer_has_added_is_passed_over() {
        var newer = new String(json.write(confirmed), UTF_8).replaceFirst("\\{", "{\"giftWrap\":true,");

        assertThat(json.read(newer.getBytes(UTF_8), OrderConfirmed.class)).isEqualTo(confirmed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<order/>", "", "null", "{}", "{\"orderId\": null}", "[]", "{\"orderId\": 7}"})
    void what_is_not_the_json_of_a_message_is_undecodable(String payload) {
        assertThatThrownBy(() -> json.read(payload.getBytes(UTF_8), OrderConfirmed.class))
                .isInstanceOf(UndecodableMessageException.class);
    }

    @Test
    void no_payload_at_all_is_undecodable() {
        assertThatThrownBy(() -> json.read(null, OrderConfirmed.class)).isInstanceOf(UndecodableMessageException.class);
    }
}
