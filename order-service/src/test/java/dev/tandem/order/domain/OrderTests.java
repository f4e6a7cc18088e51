package dev.tandem.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.order.OrderFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTests {

    @Test
    void the_total_adds_up_all_units() {
        var order = OrderFixtures.order(
                new OrderLine("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR")),
                new OrderLine("PEN-BLACK", "Pen, black", 3, new Money(250, "EUR")));

        assertThat(order.total()).isEqualTo(new Money(3340, "EUR"));
    }

    @Test
    void an_order_without_lines_is_refused() {
        assertThatThrownBy(() -> OrderFixtures.orderOf(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one line");
    }

    @Test
    void an_order_in_two_currencies_is_refused() {
        assertThatThrownBy(() -> OrderFixtures.order(
                        new OrderLine("MUG-BLUE", "Mug, blue", 1, new Money(1295, "EUR")),
                        new OrderLine("PEN-BLACK", "Pen, black", 1, new Money(250, "USD"))))
                .isInstanceOf(MixedCurrenciesException.class)
                .hasMessageContaining("EUR, USD");
    }

    @Test
    void the_total_may_reach_the_limit_but_not_exceed_it() {
        assertThat(yachts(1, OrderTotal.LARGEST).total()).isEqualTo(new Money(OrderTotal.LARGEST, "EUR"));
        assertThatThrownBy(() -> yachts(1, OrderTotal.LARGEST + 1)).isInstanceOf(TotalTooLargeException.class);
        assertThatThrownBy(() -> yachts(2, Long.MAX_VALUE)).isInstanceOf(TotalTooLargeException.class);
    }

    private static Order yachts(int quantity, long price) {
        return OrderFixtures.order(new OrderLine("YACHT", "Yacht", quantity, new Money(price, "EUR")));
    }

    @Test
    void an_outcome_that_arrives_twice_is_announced_once() {
        var order = OrderFixtures.order();
        order.apply(new SagaEvent.StockReserved(), OrderFixtures.NOW, OrderFixtures.LIMITS);

        assertThat(order.apply(new SagaEvent.PaymentAuthorized(), OrderFixtures.NOW, OrderFixtures.LIMITS)
                        .effects())
                .containsExactly(Effect.ANNOUNCE_CONFIRMED);
        assertThat(order.apply(new SagaEvent.PaymentAuthorized(), OrderFixtures.NOW, OrderFixtures.LIMITS)
                        .effects())
                .isEmpty();
    }

    @Test
    void a_line_without_units_is_refused() {
        assertThatThrownBy(() -> new OrderLine("MUG-BLUE", "Mug, blue", 0, new Money(1295, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_overflow_of_money_is_refused_and_not_wrapped_around() {
        assertThat(new Money(1295, "EUR").times(2)).isEqualTo(new Money(2590, "EUR"));
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "EUR").times(2)).isInstanceOf(ArithmeticException.class);
    }
}
