package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.system.Shop.Order;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stories of orders, seen from outside. */
@ExtendWith(WholeSystem.class)
class OrderStoriesIT {

    /** Nothing fails here, so all events arrive soon. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Shop shop;
    private final SystemInvariants invariants;

    OrderStoriesIT(Shop shop, SystemInvariants invariants) {
        this.shop = shop;
        this.invariants = invariants;
    }

    @AfterEach
    void the_books_add_up() {
        invariants.holdWithin(SOON);
    }

    @Nested
    class A_confirmed_order {

        private final Order order = Order.of("MUG-BLUE", 2);

        @Test
        void costs_what_the_catalogue_says() {
            var answer = shop.place(order);

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.text("status")).isEqualTo("CONFIRMED");
            assertThat(answer.body().at("/total/amount").asInt()).isEqualTo(2 * 1295);
        }

        @Test
        void can_be_looked_up_where_the_answer_says() {
            var placed = shop.place(order);

            assertThat(placed.headers().firstValue("Location")).hasValue("/api/orders/" + placed.orderId());
            assertThat(shop.find(placed.orderId()).body()).isEqualTo(placed.body());
            assertThat(shop.newest().body().get(0)).isEqualTo(placed.body());
        }

        @Test
        void takes_its_units_out_of_the_stock() {
            var before = invariants.onHand("MUG-BLUE");

            shop.place(order);

            await().untilAsserted(
                            () -> assertThat(invariants.onHand("MUG-BLUE")).isEqualTo(before - 2));
        }

        @Test
        void is_paid_for() {
            var id = shop.place(order).orderId();

            await().untilAsserted(() -> assertThat(invariants.payments()).containsEntry(id.toString(), "CAPTURED"));
        }

        @Test
        void is_reported_to_its_customer_by_email() {
            var id = shop.place(order).orderId();

            await().untilAsserted(() -> assertThat(invariants.mailsTo(order.email()))
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail.subject()).isEqualTo("Your order is confirmed");
                        assertThat(mail.body()).contains(id.toString(), "2 x Mug, blue", "25.90 EUR");
                    }));
            await().untilAsserted(() -> assertThat(
                            shop.notificationsOf(id).body().at("/0/status").asString())
                    .isEqualTo("SENT"));
        }
    }

    @Nested
    class A_declined_order {

        private final Order order = Order.of("MUG-RED", 3).payingWith("tok_declined");

        @Test
        void is_answered_with_payment_required() {
            var answer = shop.place(order);

            assertThat(answer.status()).isEqualTo(402);
            assertThat(answer.text("type")).isEqualTo("/problems/payment-declined");
            assertThat(shop.find(answer.orderId()).text("rejectionReason")).isEqualTo("PAYMENT_DECLINED");
        }

        @Test
        void frees_the_stock() {
            var before = invariants.onHand("MUG-RED");

            shop.place(order);

            await().untilAsserted(
                            () -> assertThat(invariants.reserved("MUG-RED")).isZero());
            assertThat(invariants.onHand("MUG-RED")).isEqualTo(before);
        }

        @Test
        void is_reported_to_its_customer_by_email() {
            shop.place(order);

            await().untilAsserted(() -> assertThat(invariants.mailsTo(order.email()))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.body()).contains("payment was declined", "not been charged")));
        }

        @Test
        void does_not_reveal_that_it_looked_like_fraud() {
            var answer = shop.place(order.payingWith("tok_fraud"));

            assertThat(answer.status()).isEqualTo(402);
            assertThat(shop.find(answer.orderId()).text("rejectionReason")).isEqualTo("PAYMENT_DECLINED");
        }
    }

    @Nested
    class An_order_of_a_product_that_is_out_of_stock {

        @Test
        void is_answered_with_conflict_and_never_charged() {
            var answer = shop.place(Order.of("TSHIRT-WHITE", 1));

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("type")).isEqualTo("/problems/out-of-stock");
            assertThat(invariants.payments()).doesNotContainKey(answer.orderId().toString());
        }

        @Test
        void leaves_the_last_unit_to_the_next_customer() {
            assertThat(shop.place(Order.of("MUG-GOLD", 2)).status()).isEqualTo(409);

            assertThat(shop.place(Order.of("MUG-GOLD", 1)).status()).isEqualTo(201);
            assertThat(shop.place(Order.of("MUG-GOLD", 1)).status()).isEqualTo(409);
        }
    }

    @Nested
    class A_wrong_order {

        @Test
        void is_refused_if_a_product_is_unknown() {
            var answer = shop.place(Order.of("MUG-PURPLE", 1));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().toString()).contains("/problems/unknown-product", "MUG-PURPLE");
        }

        @Test
        void is_refused_if_it_is_malformed() {
            assertThat(shop.placeRaw("{\"customerId\": ").status()).isEqualTo(400);
            assertThat(shop.place(Order.of("MUG-BLUE", 0)).status()).isEqualTo(400);
        }
    }

    @Nested
    class A_step_that_is_requested_twice {

        private final Order order = Order.of("PEN-BLACK", 5);

        @Test
        void reserves_no_more_units() {
            var id = shop.place(order).orderId();
            invariants.holdWithin(SOON);
            var before = invariants.onHand("PEN-BLACK");

            var again = shop.reserve(id, order);

            assertThat(again.text("outcome")).isEqualTo("RESERVED");
            assertThat(invariants.onHand("PEN-BLACK")).isEqualTo(before);
        }

        @Test
        void charges_no_more_money() {
            var id = shop.place(order).orderId();
            invariants.holdWithin(SOON);

            var again = shop.authorize(id, order, 5 * 250);

            assertThat(again.text("outcome")).isEqualTo("AUTHORIZED");
            assertThat(invariants.payments()).containsEntry(id.toString(), "CAPTURED");
        }
    }

    @Test
    void the_products_are_those_of_the_catalogue() {
        assertThat(shop.products().body().size()).isEqualTo(20);
    }
}
