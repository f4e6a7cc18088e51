package dev.tandem.contracts.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.WrittenUntil;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderConfirmedV1Tests {

    private final UUID orderId = UUID.randomUUID();
    private final List<Line> lines = List.of(new Line("MUG-BLUE", "Mug, blue", 2, euros(1295)));

    @ParameterizedTest
    @CsvSource({"2590, 2176, 414", "11900, 10000, 1900", "1000, 840, 160", "1, 1, 0", "0, 0, 0"})
    void its_total_had_nineteen_percent_of_vat_in_it(long total, long net, long vat) {
        assertThat(first(total).upcast()).isEqualTo(second(net, vat));
    }

    @Test
    void what_was_split_up_is_still_the_whole() {
        for (var cents = 0; cents < 10_000; cents++) {
            assertThat(first(cents).upcast().total()).isEqualTo(euros(cents));
        }
    }

    @Test
    void is_written_beside_the_second_version_with_the_same_total() {
        assertThat(second(2176, 414).earlierVersions()).containsExactly(first(2590));
    }

    @Test
    void says_until_when_it_is_written() {
        assertThat(second(2176, 414).earlierVersions()).singleElement().satisfies(earlier -> {
            var until = earlier.getClass().getAnnotation(WrittenUntil.class);
            assertThat(LocalDate.parse(until.value())).isAfter(LocalDate.of(2026, 11, 30));
        });
    }

    @Test
    void the_money_of_an_order_has_one_currency() {
        assertThatThrownBy(() -> new OrderConfirmed(
                        orderId, "ada", "ada@example.com", lines, euros(1), new Money(1, "USD"), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private OrderConfirmedV1 first(long total) {
        return new OrderConfirmedV1(orderId, "ada", "ada@example.com", lines, euros(total), Instant.EPOCH);
    }

    private OrderConfirmed second(long net, long vat) {
        return new OrderConfirmed(orderId, "ada", "ada@example.com", lines, euros(net), euros(vat), Instant.EPOCH);
    }

    private static Money euros(long cents) {
        return new Money(cents, "EUR");
    }
}
