package dev.tandem.order.application;

import static dev.tandem.order.OrderFixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.StepOutcome;
import dev.tandem.order.domain.StepOutcome.OutOfStock;
import dev.tandem.order.domain.StepOutcome.PaymentAuthorized;
import dev.tandem.order.domain.StepOutcome.PaymentDeclined;
import dev.tandem.order.domain.StepOutcome.StockReserved;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class CheckoutTests {

    private final TestClock clock = new TestClock();
    private final InMemoryOrders orders = new InMemoryOrders(clock);
    private final FakeSteps steps = new FakeSteps();
    private final RecordedEvents events = new RecordedEvents();
    private final OrderSettings settings =
            new OrderSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private final TransactionOperations transactions = TransactionOperations.withoutTransaction();
    private final ContinueCheckout checkout =
            new ContinueCheckout(orders, steps, events, transactions, settings, clock);
    private final PlaceOrder placeOrder =
            new PlaceOrder(new FakeCatalogue(), orders, events, checkout, transactions, settings, clock);
    private final RecoverOrders recoverOrders = new RecoverOrders(orders, checkout, transactions, settings);

    @Nested
    class Placing_an_order {

        @Test
        void confirms_it_when_stock_and_payment_are_there() {
            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(order.total()).isEqualTo(new Money(2590, "EUR"));
            assertThat(steps.calls).containsExactly("reserve stock", "authorize payment");
            assertThat(events.said).containsExactly("PLACED", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void asks_for_no_payment_when_the_stock_is_missing() {
            steps.stock = OutOfStock::new;

            var order = place();

            assertThat(order.checkout().rejectionReason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
            assertThat(steps.calls).containsExactly("reserve stock");
            assertThat(events.said).containsExactly("PLACED", "ANNOUNCE_REJECTED");
        }

        @Test
        void frees_the_stock_when_the_payment_is_declined() {
            steps.payment = () -> new PaymentDeclined(false);

            var order = place();

            assertThat(order.checkout().rejectionReason()).isEqualTo(RejectionReason.PAYMENT_DECLINED);
            assertThat(events.said).containsExactlyInAnyOrder("PLACED", "ANNOUNCE_REJECTED", "RELEASE_STOCK");
        }

        @Test
        void of_something_unknown_is_refused_and_leaves_no_trace() {
            assertThatThrownBy(() -> place(new Item("MUG-BLUE", 1), new Item("NOPE", 1)))
                    .isInstanceOf(UnknownProductException.class)
                    .hasMessage("not in the catalogue: NOPE");

            assertThat(orders.findPage(null, null, 10)).isEmpty();
            assertThat(events.said).isEmpty();
        }

        @Test
        void keeps_it_pending_when_a_step_gets_no_answer() {
            steps.payment = FakeSteps::noAnswer;

            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
            assertThat(events.said).containsExactly("PLACED");
        }

        @Test
        void keeps_it_pending_whatever_else_may_fail_after_it_was_accepted() {
            steps.payment = () -> {
                throw new IllegalStateException("the database is away");
            };

            assertThat(place().status()).isEqualTo(OrderStatus.PENDING);
        }
    }

    @Nested
    class An_order_that_was_left_pending {

        @Test
        void goes_on_from_the_step_that_it_has_reached() {
            steps.payment = FakeSteps::noAnswer;
            var order = place();
            steps.payment = PaymentAuthorized::new;
            steps.calls.clear();

            clock.advance(Duration.ofSeconds(11));
            recoverOrders.recover();

            assertThat(orders.findById(order.id()).orElseThrow().status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(steps.calls).containsExactly("authorize payment");
        }

        @Test
        void does_not_wait_for_its_turn_among_many_others() {
            steps.payment = FakeSteps::noAnswer;
            var pending = IntStream.range(0, 35).mapToObj(_ -> place().id()).toList();
            steps.payment = PaymentAuthorized::new;

            clock.advance(Duration.ofSeconds(11));
            recoverOrders.recover();

            assertThat(pending)
                    .allSatisfy(
                            id -> assertThat(orders.findById(id).orElseThrow().status())
                                    .isEqualTo(OrderStatus.CONFIRMED));
        }

        @Test
        void is_not_tried_with_all_others_when_none_of_the_first_can_end() {
            steps.payment = FakeSteps::noAnswer;
            IntStream.range(0, 35).forEach(_ -> place());
            steps.calls.clear();

            clock.advance(Duration.ofSeconds(11));
            recoverOrders.recover();

            assertThat(steps.calls).hasSize(10);
        }

        @Test
        void is_left_alone_while_somebody_works_on_it() {
            steps.payment = FakeSteps::noAnswer;
            place();
            steps.calls.clear();

            clock.advance(Duration.ofSeconds(5));
            recoverOrders.recover();

            assertThat(steps.calls).isEmpty();
        }

        @Test
        void is_given_up_and_undone_when_its_time_is_over() {
            steps.payment = FakeSteps::noAnswer;
            var order = place();

            clock.advance(Duration.ofMinutes(11));
            recoverOrders.recover();

            assertThat(orders.findById(order.id()).orElseThrow().checkout().rejectionReason())
                    .isEqualTo(RejectionReason.TIMED_OUT);
            assertThat(events.said)
                    .containsExactlyInAnyOrder("PLACED", "ANNOUNCE_REJECTED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void that_is_given_up_while_the_payment_is_under_way_gives_the_payment_back() {
            steps.payment = () -> {
                orders.findPage(null, null, 1).getFirst().take(new StepOutcome.TimeIsUp(), clock.instant());
                return new PaymentAuthorized();
            };

            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
            assertThat(events.said).containsExactly("PLACED", "REFUND_PAYMENT");
        }
    }

    private Order place(Item... items) {
        var wanted = items.length == 0 ? List.of(new Item("MUG-BLUE", 2)) : List.of(items);
        return placeOrder.place(new PlaceOrder.Request(ADA, wanted, "tok_visa"));
    }

    private static final class FakeCatalogue implements Catalogue {

        private final Product mug = new Product("MUG-BLUE", "Mug, blue", new Money(1295, "EUR"), 10);

        @Override
        public List<Product> products() {
            return List.of(mug);
        }

        @Override
        public Map<String, Product> find(Set<String> skus) {
            return products().stream()
                    .filter(product -> skus.contains(product.sku()))
                    .collect(Collectors.toMap(Product::sku, Function.identity()));
        }
    }

    private static final class FakeSteps implements CheckoutSteps {

        private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        private Supplier<StepOutcome> stock = StockReserved::new;
        private Supplier<StepOutcome> payment = PaymentAuthorized::new;

        static StepOutcome noAnswer() {
            throw new ServiceUnavailableException("a service", new IOException("connection refused"));
        }

        @Override
        public StepOutcome reserveStock(Order order) {
            calls.add("reserve stock");
            return stock.get();
        }

        @Override
        public StepOutcome authorizePayment(Order order) {
            calls.add("authorize payment");
            return payment.get();
        }
    }

    private static final class RecordedEvents implements OrderEvents {

        private final List<String> said = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void placed(Order order) {
            said.add("PLACED");
        }

        @Override
        public void publish(Order order, Effect effect) {
            said.add(effect.name());
        }
    }

    private static final class TestClock extends Clock {

        private Instant now = OrderFixtures.NOW;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }
}
