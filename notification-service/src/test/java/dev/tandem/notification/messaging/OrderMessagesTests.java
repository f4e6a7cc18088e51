package dev.tandem.notification.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderMessagesTests {

    @Nested
    class A_price {

        @ParameterizedTest
        @CsvSource({"1295, EUR, 12.95 EUR", "1295, JPY, 1295 JPY", "1295, XXX, 1295 XXX", "1295, ZZZ, 1295 ZZZ"})
        void is_told_in_the_units_of_its_currency_if_it_has_any(long amount, String currency, String told) {
            var line = new Line("MUG-BLUE", "Mug, blue", 2, new Money(amount, currency));

            assertThat(OrderMessages.line(line)).isEqualTo("  2 x Mug, blue (MUG-BLUE): " + told + " each");
        }
    }
}
