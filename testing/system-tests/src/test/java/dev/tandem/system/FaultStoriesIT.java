package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.system.Shop.Order;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders while a part of the system is down. */
@ExtendWith(WholeSystem.class)
class FaultStoriesIT {

    /**
     * An abandoned order is taken up after ten seconds, and the partitions of a dead consumer are reassigned after ten;
     * the rest is for a slow machine.
     */
    private static final Duration UNTIL_RECOVERED = Duration.ofSeconds(40);

    private final LocalStack system;
    private final Shop shop;
    private final SystemInvariants invariants;
    private final Customers customers;
    private final Order order = Order.of("BOOK-SAGAS", 1);

    FaultStoriesIT(LocalStack system, Shop shop, SystemInvariants invariants) {
        this.system = system;
        this.shop = shop;
        this.invariants = invariants;
        this.customers = new Customers(shop);
    }

    @AfterEach
    void the_books_add_up() {
        customers.close();
        invariants.holdWithin(UNTIL_RECOVERED);
    }

    @Nested
    class Payment_service_is_away {

        @Test
        void an_order_is_accepted_and_confirmed_when_it_is_back() {
            system.services().stop("payment");
            var answer = shop.place(order);
            system.services().start("payment");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text("status")).isEqualTo("PENDING");
            assertThat(answer.headers().firstValue("Location")).hasValue("/api/orders/" + answer.orderId());
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            await().atMost(UNTIL_RECOVERED)
                    .untilAsserted(() -> assertThat(shop.find(answer.orderId()).text("status"))
                            .isEqualTo("CONFIRMED"));
        }
    }

    @Nested
    class Payment_service_is_killed {

        @Test
        void under_load_and_every_order_ends_once() throws InterruptedException {
            customers.placeSixtyAnd(() -> system.services().kill("payment"));
            system.services().start("payment");

            invariants.holdWithin(UNTIL_RECOVERED);
        }
    }

    @Nested
    class Order_service_is_killed {

        @Test
        void under_load_and_every_order_ends_once() throws InterruptedException {
            customers.placeSixtyAnd(() -> system.services().kill("order"));
            system.services().start("order");

            invariants.holdWithin(UNTIL_RECOVERED);
        }
    }

    @Nested
    class Two_order_services_are_restarted_one_after_the_other {

        @Test
        void under_load_and_no_customer_notices() {
            var ports = List.of(system.settings().orderPort(), system.services().startSecond("order"));
            var steady = new SteadyCustomers(shop, ports);
            try (steady) {
                for (var instance : List.of("order", "order-2")) {
                    steady.awaitMore();
                    system.services().stop(instance);
                    steady.awaitMore();
                    system.services().start(instance);
                }
            }
            system.services().stop("order-2");

            assertThat(steady.failures()).isEmpty();
            assertThat(invariants.orders().keySet())
                    .containsAll(steady.accepted().stream().map(UUID::toString).toList());
        }
    }

    @Nested
    class Inventory_service_is_killed {

        @Test
        void under_load_and_every_order_ends_once() throws InterruptedException {
            customers.placeSixtyAnd(() -> system.services().kill("inventory"));
            system.services().start("inventory");

            invariants.holdWithin(UNTIL_RECOVERED);
        }
    }

    @Nested
    class Notification_service_is_away {

        @Test
        void a_customer_is_notified_when_it_is_back() {
            system.services().stop("notification");
            shop.place(order);
            system.services().start("notification");

            await().atMost(UNTIL_RECOVERED)
                    .untilAsserted(
                            () -> assertThat(invariants.mailsTo(order.email())).hasSize(1));
        }
    }
}
