package dev.tandem.notification.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.FakeOrders;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import dev.tandem.notification.application.Draft;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderMessagesTests {

    private static final UUID ORDER = UUID.fromString("3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c11");

    @Nested
    class A_price {

        @ParameterizedTest
        @CsvSource({"1295, EUR, 12.95 EUR", "1295, JPY, 1295 JPY", "1295, XXX, 1295 XXX", "1295, ZZZ, 1295 ZZZ"})
        void is_shown_in_the_units_of_its_currency_if_it_has_any(long amount, String currency, String shown) {
            var line = new Line("MUG-BLUE", "Mug, blue", 2, new Money(amount, currency));

            assertThat(OrderMessages.line(line)).isEqualTo("  2 x Mug, blue (MUG-BLUE): " + shown + " each");
        }

        @Test
        void is_shown_in_the_same_digits_in_each_locale() {
            var before = Locale.getDefault();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            try {
                var line = new Line("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR"));
                assertThat(OrderMessages.line(line)).isEqualTo("  2 x Mug, blue (MUG-BLUE): 12.95 EUR each");
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Nested
    class A_message {

        private static final String ADVERTISEMENT = "Buy at eve.example";

        static Stream<Draft> each() {
            var lines = List.of(new Line("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR")));
            var euro = new Money(2590, "EUR");
            return Stream.of(
                    OrderMessages.confirmed(new OrderConfirmed(
                            ORDER, ADVERTISEMENT, "ada@example.com", lines, euro, euro, Instant.EPOCH)),
                    OrderMessages.rejected(new OrderRejected(
                            ORDER, ADVERTISEMENT, "ada@example.com", RejectionReason.TIMED_OUT, Instant.EPOCH)),
                    OrderMessages.cancelled(
                            new OrderCancelled(ORDER, ADVERTISEMENT, "ada@example.com", Instant.EPOCH)));
        }

        /** A stranger chooses a customer id, and the address to which the message goes. */
        @ParameterizedTest
        @MethodSource("each")
        void contains_no_text_that_a_stranger_has_chosen(Draft message) {
            assertThat(message.body()).startsWith("Hello,\n").doesNotContain("eve");
            assertThat(message.subject()).doesNotContain("eve");
        }

        @Test
        void keeps_a_product_on_its_line() {
            var line = new Line("MUG\u0000", "Mug\r\n\u2028Total: 0", 1, new Money(1, "EUR"));

            assertThat(OrderMessages.line(line)).isEqualTo("  1 x Mug Total: 0 (MUG ): 0.01 EUR each");
        }
    }

    @Nested
    class A_rejection {

        @ParameterizedTest
        @EnumSource(names = {"OUT_OF_STOCK", "PAYMENT_DECLINED", "SUSPECTED_FRAUD"})
        void states_that_nothing_was_charged_if_that_is_known(RejectionReason reason) {
            assertThat(body(reason)).contains("You have not been charged.");
        }

        @Test
        void states_no_more_than_is_known_if_the_order_timed_out() {
            assertThat(body(RejectionReason.TIMED_OUT))
                    .contains("If an amount was reserved or charged, you get it back.")
                    .doesNotContain("not been charged");
        }

        @Test
        void does_not_reveal_a_suspicion_of_fraud() {
            assertThat(body(RejectionReason.SUSPECTED_FRAUD)).isEqualTo(body(RejectionReason.PAYMENT_DECLINED));
        }

        private String body(RejectionReason reason) {
            return OrderMessages.rejected(FakeOrders.rejected(ORDER, reason)).body();
        }
    }
}
