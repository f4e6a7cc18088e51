package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.FindOrders.UnknownCursorException;
import dev.tandem.order.domain.Order;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindOrdersTests {

    private final InMemoryOrders orders = new InMemoryOrders(Clock.systemUTC(), new CheckoutStage.RecordedEvents());
    private final FindOrders findOrders = new FindOrders(orders);

    @Test
    void a_page_names_the_order_after_which_the_next_one_begins() {
        place(3);

        var page = findOrders.page(null, null, 2);
        assertThat(page.orders()).hasSize(2);
        assertThat(page.next()).isEqualTo(page.orders().getLast().id());
    }

    @Test
    void the_last_page_has_no_next_one_even_if_it_is_full() {
        place(4);

        var first = findOrders.page(null, null, 2);
        assertThat(findOrders.page(null, first.next(), 2).next()).isNull();
    }

    @Test
    void there_is_an_empty_page_if_there_are_no_orders() {
        assertThat(findOrders.page(null, null, 2)).isEqualTo(new FindOrders.Page(List.of(), null));
    }

    @Test
    void orders_that_are_placed_between_two_pages_shift_nothing() {
        var before = place(5);
        var seen = new ArrayList<UUID>();

        @Nullable UUID next = null;
        do {
            var page = findOrders.page(null, next, 2);
            page.orders().forEach(order -> seen.add(order.id()));
            next = page.next();
            place(3);
        } while (next != null);

        assertThat(seen).containsExactlyElementsOf(before.reversed());
    }

    @Test
    void no_page_begins_after_an_order_that_does_not_exist() {
        var unknown = UUID.randomUUID();

        assertThatThrownBy(() -> findOrders.page(null, unknown, 2))
                .isInstanceOf(UnknownCursorException.class)
                .hasMessageContaining(unknown.toString());
    }

    private int placed;

    private List<UUID> place(int count) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < count; i++) {
            var when = OrderFixtures.NOW.plusSeconds(placed++);
            Order order =
                    OrderFixtures.order(OrderFixtures.ADA, List.of(OrderFixtures.TWO_MUGS), when, when.plusSeconds(10));
            orders.add(order, Set.of());
            ids.add(order.id());
        }
        return ids;
    }
}
