package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.Deadline;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.application.PlaceOrderOnce.Placement;
import dev.tandem.order.application.PlaceOrderOnce.Placement.InFlight;
import dev.tandem.order.application.PlaceOrderOnce.Placement.KeyReused;
import dev.tandem.order.application.PlaceOrderOnce.Placement.Placed;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestFingerprint;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class PlaceOrderOnceTests extends CheckoutStage {

    private static final RequestKey KEY = new RequestKey("ada", "key-1");

    private boolean locked;
    private final AtomicInteger looks = new AtomicInteger();
    private final IdempotentRequests requests = new InMemoryIdempotentRequests(orders) {

        @Override
        public Optional<IdempotentRequest> findById(RequestKey key) {
            looks.incrementAndGet();
            return super.findById(key);
        }

        @Override
        public Optional<IdempotentRequest> answer(RequestKey key, Order order) {
            if (locked) {
                throw new CannotAcquireLockException("lock timeout");
            }
            return super.answer(key, order);
        }
    };
    private final AcceptOrder acceptOrder = accepting(requests);
    private final PlaceOrderOnce placeOrderOnce =
            new PlaceOrderOnce(acceptOrder, continueCheckout, requests, orders, clock);

    @Nested
    class The_same_request_again {

        @Test
        void places_no_second_order() {
            var first = placed(send("print"));
            var second = placed(send("print"));

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(orders.findPage(null, null, 10)).hasSize(1);
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void gets_the_first_answer_even_if_the_order_has_changed() {
            var first = placed(send("print"));
            cancelOrder.cancel(first.id());

            assertThat(placed(send("print")).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(orders.findById(first.id()).orElseThrow().status()).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void is_in_flight_if_the_first_is_not_answered_in_time() {
            var meanwhile = new ArrayList<Placement>();
            steps.payment = () -> {
                clock.advance(BUDGET);
                meanwhile.add(placeOrderOnce.place(KEY, print("print"), TWO_MUGS));
                return new PaymentAuthorized();
            };

            assertThat(placed(send("print")).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(meanwhile).containsExactly(new InFlight());
        }

        @Test
        void after_a_crash_gets_the_pending_order_and_places_none() {
            var order = crashed();
            assertThat(placeOrderOnce.place(KEY, print("print"), TWO_MUGS)).isEqualTo(new InFlight());

            clock.advance(settings.claim());
            recoverOrders.recover();

            var answer = placed(send("print"));
            assertThat(answer.id()).isEqualTo(order.id());
            assertThat(answer.status()).isEqualTo(OrderStatus.PENDING);
        }

        @Test
        void is_a_new_one_when_the_first_was_not_accepted() {
            var unknown = new PlaceOrder.Request(OrderFixtures.ADA, List.of(new Item("NOPE", 1)), "tok_visa");
            assertThatThrownBy(() -> placeOrderOnce.place(KEY, print("other"), unknown))
                    .isInstanceOf(UnknownProductException.class);

            assertThat(placed(send("print")).status()).isEqualTo(OrderStatus.CONFIRMED);
        }

        @Test
        void is_a_new_one_when_the_first_is_forgotten() {
            var first = placed(send("print"));
            clock.advance(settings.keyLifetime().plusSeconds(1));
            new ForgetRequests(requests, transactions, settings, clock).forget();

            assertThat(placed(send("print")).id()).isNotEqualTo(first.id());
        }
    }

    @Nested
    class Twenty_requests_that_wait_for_the_same_answer {

        private final CountDownLatch hold = new CountDownLatch(1);

        @Test
        void look_for_it_together_and_get_it_at_once() throws Exception {
            steps.payment = () -> {
                awaitUninterruptibly();
                return new PaymentAuthorized();
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var first = threads.submit(() -> send("print"));
                await().until(() -> steps.calls.size() == 2);
                var others = IntStream.range(0, 20)
                        .mapToObj(_ -> threads.submit(this::sendAgain))
                        .toList();
                await().pollDelay(Duration.ofMillis(600)).until(() -> looks.get() > 20);
                hold.countDown();

                for (var other : others) {
                    assertThat(placed(other.get(5, TimeUnit.SECONDS)).id())
                            .isEqualTo(placed(first.get()).id());
                }
            }
            assertThat(looks.get())
                    .as("one before each request, and after pauses of 50, 100, 200, 400 and 500 ms")
                    .isLessThan(1 + 20 + 20);
        }

        private Placement sendAgain() {
            return Deadline.in(Duration.ofSeconds(20), Clock.systemUTC())
                    .call(() -> placeOrderOnce.place(KEY, print("print"), TWO_MUGS));
        }

        private void awaitUninterruptibly() {
            try {
                hold.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Nested
    class An_answer_that_cannot_be_stored {

        @Test
        void is_not_sent_but_left_for_a_repeated_request() {
            locked = true;
            assertThat(send("print")).isEqualTo(new InFlight());

            locked = false;
            assertThat(placed(send("print")).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(orders.findPage(null, null, 10)).hasSize(1);
        }

        @Test
        void that_was_stored_before_is_sent_without_a_lock() {
            var first = placed(send("print"));
            locked = true;

            assertThat(placed(send("print")).id()).isEqualTo(first.id());
        }
    }

    @Nested
    class Another_request {

        @Test
        void with_the_same_key_is_refused() {
            send("print");

            assertThat(send("another print")).isEqualTo(new KeyReused());
        }
    }

    @Test
    void a_repeated_request_is_recognised_by_the_fingerprint_of_another_key() {
        var first = send("with the old key");

        assertThat(send(new RequestFingerprint("with the new key", List.of("with the old key"))))
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(send("with the new key")).isEqualTo(new KeyReused());
    }

    private Placement send(String fingerprint) {
        return send(print(fingerprint));
    }

    private Placement send(RequestFingerprint fingerprint) {
        return Deadline.in(BUDGET, clock).call(() -> placeOrderOnce.place(KEY, fingerprint, TWO_MUGS));
    }

    private static RequestFingerprint print(String value) {
        return new RequestFingerprint(value, List.of());
    }

    /** The order of a request that crashed halfway. */
    private Order crashed() {
        steps.stock = () -> {
            throw new IllegalStateException("killed");
        };
        return Deadline.in(BUDGET, clock)
                .call(() -> continueCheckout.run(
                        acceptOrder.acceptOnce(TWO_MUGS, KEY, "print").orElseThrow()));
    }

    private static Order placed(Placement placement) {
        assertThat(placement).isInstanceOf(Placed.class);
        return ((Placed) placement).order();
    }
}
