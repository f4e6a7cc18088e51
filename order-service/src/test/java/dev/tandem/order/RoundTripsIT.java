package dev.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.Deadline;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.application.PlaceOrderOnce.Placement.Placed;
import dev.tandem.order.application.RecoverOrders;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.idempotency.RequestFingerprint;
import dev.tandem.order.domain.idempotency.RequestKey;
import dev.tandem.testing.infrastructure.RoundTrips;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How often an order makes this service go to its database and back. */
class RoundTripsIT extends RunningOrderService {

    private static final RequestFingerprint FINGERPRINT = new RequestFingerprint("fingerprint", List.of());

    private static final PlaceOrder.Request TWO_MUGS =
            new PlaceOrder.Request(OrderFixtures.ADA, List.of(new Item("MUG-BLUE", 2)), "tok_visa");

    @Autowired
    PlaceOrder placeOrder;

    @Autowired
    PlaceOrderOnce placeOrderOnce;

    @Autowired
    RecoverOrders recoverOrders;

    @Test
    void three_for_an_order_that_is_confirmed_while_its_customer_waits() {
        var trips = RoundTrips.of(() -> assertThat(withinBudget(() -> placeOrder.place(TWO_MUGS)))
                .extracting(Order::status)
                .isEqualTo(OrderStatus.CONFIRMED));

        assertThat(trips).hasSize(3);
    }

    @Test
    void five_for_an_order_with_an_idempotency_key() {
        var key = new RequestKey("ada", "key-" + UUID.randomUUID());
        var trips = RoundTrips.of(() -> assertThat(withinBudget(() -> placeOrderOnce.place(key, FINGERPRINT, TWO_MUGS)))
                .isInstanceOf(Placed.class));

        assertThat(trips).hasSize(5);
    }

    @Test
    void two_for_an_order_that_is_taken_up_by_the_recovery_job() {
        await().untilAsserted(() -> {
            var order = placeOrder.place(TWO_MUGS); // nobody waits, so it goes over Kafka
            jdbc.sql("update orders set claimed_until = now() where id = ?")
                    .param(order.id())
                    .update();
            var trips = RoundTrips.of(recoverOrders::recover);

            assertThat(trips).as("the job of the service may have been faster").hasSize(2);
        });
    }

    private static <T> T withinBudget(Supplier<T> work) {
        return Deadline.in(Duration.ofSeconds(8), Clock.systemUTC()).call(work::get);
    }
}
