package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaEvent.Mismatched;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaState;
import dev.tandem.order.domain.Units;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The results of the other services are compared with the order: two mugs for 2590 cents. */
class MismatchTests extends CheckoutStage {

    private static final PaymentAuthorized TOO_MUCH = new PaymentAuthorized(new Money(9900, "EUR"));

    @Nested
    class An_order_is_confirmed {

        @Test
        void when_the_amount_and_the_lines_are_its_own() {
            steps.stock = () -> reserved(new Units("MUG-BLUE", 2));
            steps.payment = () -> new PaymentAuthorized(new Money(2590, "EUR"));

            assertThat(place().status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(mismatches()).isZero();
        }

        @Test
        void when_a_product_that_is_named_twice_adds_up() {
            steps.stock = () -> reserved(new Units("MUG-BLUE", 1), new Units("MUG-BLUE", 1));

            assertThat(place().status()).isEqualTo(OrderStatus.CONFIRMED);
        }

        @Test
        void when_an_older_service_does_not_report_what_it_did() {
            assertThat(place().status()).isEqualTo(OrderStatus.CONFIRMED);
        }
    }

    @Nested
    class An_order_is_rejected_and_undone {

        static Stream<SagaEvent> amounts() {
            return Stream.of(
                    TOO_MUCH,
                    new PaymentAuthorized(new Money(2590, "USD")),
                    new Mismatched(CheckoutStep.AUTHORIZE_PAYMENT, "another request"));
        }

        static Stream<SagaEvent> lines() {
            return Stream.of(
                    reserved(new Units("MUG-BLUE", 1)),
                    reserved(new Units("MUG-RED", 2)),
                    reserved(new Units("MUG-BLUE", 2), new Units("MUG-RED", 1)),
                    reserved(),
                    new Mismatched(CheckoutStep.RESERVE_STOCK, "another request"));
        }

        @ParameterizedTest
        @MethodSource("amounts")
        void when_something_else_was_authorized(SagaEvent authorized) {
            steps.payment = () -> authorized;

            expectUndone(place(), CheckoutStep.AUTHORIZE_PAYMENT);
        }

        @ParameterizedTest
        @MethodSource("lines")
        void when_something_else_was_reserved(SagaEvent reserved) {
            steps.stock = () -> reserved;

            expectUndone(place(), CheckoutStep.RESERVE_STOCK);
            assertThat(steps.calls).containsExactly("reserve stock");
        }

        @Test
        void over_kafka_too() {
            var order = placeOrder.place(TWO_MUGS);
            advanceOrder.advance(order.id(), new StockReserved());
            advanceOrder.advance(order.id(), TOO_MUCH);

            expectUndone(order, CheckoutStep.AUTHORIZE_PAYMENT);
        }

        @Test
        void after_its_time_limit_too() {
            var order = placeOrder.place(TWO_MUGS);
            clock.advance(settings.timeLimit().plusSeconds(1));
            advanceOrder.advance(order.id(), TOO_MUCH);

            expectUndone(order, CheckoutStep.AUTHORIZE_PAYMENT);
        }

        /** It is handled once more. */
        @Test
        void and_not_counted_if_its_transaction_rolls_back() {
            var order = placeOrder.place(TWO_MUGS);
            advanceOrder.advance(order.id(), new StockReserved());
            TransactionSynchronizationManager.initSynchronization();
            advanceOrder.advance(order.id(), TOO_MUCH);
            TransactionSynchronizationManager.clearSynchronization();

            assertThat(mismatches()).isZero();
        }

        private void expectUndone(Order order, CheckoutStep step) {
            assertThat(now(order).sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
            assertThat(events.published)
                    .contains("ANNOUNCE_REJECTED", "RELEASE_STOCK", "REFUND_PAYMENT")
                    .doesNotContain("ANNOUNCE_CONFIRMED");
            assertThat(mismatches(step)).isEqualTo(1);
        }
    }

    @Nested
    class An_order_that_has_ended {

        @Test
        void stays_confirmed_and_the_mismatch_is_counted() {
            var order = place();

            advanceOrder.advance(order.id(), TOO_MUCH);

            assertThat(now(order).status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ANNOUNCE_CONFIRMED");
            assertThat(mismatches(CheckoutStep.AUTHORIZE_PAYMENT)).isEqualTo(1);
        }

        @Test
        void refunds_any_amount_that_is_authorized() {
            var order = placeOrder.place(TWO_MUGS);
            cancelOrder.cancel(order.id());
            events.published.clear();

            advanceOrder.advance(order.id(), TOO_MUCH);

            assertThat(now(order).status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(events.published).containsExactly("REFUND_PAYMENT");
        }
    }

    private static StockReserved reserved(Units... lines) {
        return new StockReserved(List.of(lines));
    }

    private double mismatches() {
        return Stream.of(CheckoutStep.values()).mapToDouble(this::mismatches).sum();
    }

    private double mismatches(CheckoutStep step) {
        return meters.get("tandem.orders.mismatched")
                .tag("step", step.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }
}
