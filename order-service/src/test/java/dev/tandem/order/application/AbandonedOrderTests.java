package dev.tandem.order.application;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.Transport.KAFKA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.application.CancelOrder.Cancellation.AlreadyRejected;
import dev.tandem.order.application.CancelOrder.Cancellation.Cancelled;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaState;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** Orders after their request: the recovery job advances them, or a customer cancels them. */
class AbandonedOrderTests extends CheckoutStage {

    @Nested
    class An_abandoned_order {

        @Test
        void is_handed_over_at_its_current_step() {
            var order = leftBehind();

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(now(order).sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void is_left_alone_while_its_request_may_be_in_progress() {
            leftBehind();

            clock.advance(settings.claim().minusSeconds(1));
            recoverOrders.recover();

            assertThat(events.published).containsExactly("ANNOUNCE_PLACED");
        }

        @Test
        void is_left_alone_while_its_command_may_still_be_answered() {
            placeOrder.place(TWO_MUGS);

            clock.advance(settings.commandTimeout().minusSeconds(1));
            recoverOrders.recover();

            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK");
        }

        @Test
        void repeats_a_command_that_stays_unanswered_for_long() {
            placeOrder.place(TWO_MUGS);

            clock.advance(settings.commandTimeout());
            recoverOrders.recover();
            recoverOrders.recover();

            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK", "ASK_FOR_STOCK");
        }

        @Test
        void repeats_its_command_after_growing_pauses() {
            placeOrder.place(TWO_MUGS);

            for (var pauses = 0; pauses < 7; pauses++) {
                clock.advance(settings.commandTimeout());
                recoverOrders.recover();
            }

            assertThat(events.published)
                    .as("at the beginning, after 30 seconds, one minute, two")
                    .containsExactly(
                            "ANNOUNCE_PLACED", "ASK_FOR_STOCK", "ASK_FOR_STOCK", "ASK_FOR_STOCK", "ASK_FOR_STOCK");
        }

        @Test
        void is_rejected_in_time_however_long_the_last_pause_was() {
            var order = placeOrder.place(TWO_MUGS);

            for (var pauses = 0; pauses < 20; pauses++) {
                clock.advance(settings.commandTimeout());
                recoverOrders.recover();
            }
            clock.advance(Duration.ofSeconds(1));
            recoverOrders.recover();

            assertThat(now(order).sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
        }

        @Test
        void is_taken_up_in_the_same_run_as_many_others() {
            var pending = IntStream.range(0, 350).mapToObj(_ -> leftBehind()).toList();

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(pending)
                    .allSatisfy(order ->
                            assertThat(now(order).sagaState().transport()).isEqualTo(KAFKA));
        }

        @Test
        void is_taken_up_even_if_another_fails_with_an_error() {
            var stuck = leftBehind();
            var locked = leftBehind();
            var other = leftBehind();
            events.failure = order -> {
                if (order.id().equals(stuck.id())) {
                    throw new StackOverflowError();
                }
                if (order.id().equals(locked.id())) {
                    throw new CannotAcquireLockException("lock timeout");
                }
            };

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(events.published).containsOnlyOnce("ASK_FOR_PAYMENT");
            assertThat(now(other).sagaState().transport()).isEqualTo(KAFKA);
        }

        @Test
        void is_taken_up_later_when_the_database_is_unavailable() {
            var order = leftBehind();
            clock.advance(settings.claim());

            orders.unavailable = true;
            recoverOrders.recover();
            orders.unavailable = false;
            recoverOrders.recover();

            assertThat(now(order).sagaState().transport()).isEqualTo(KAFKA);
        }

        @Test
        void is_rejected_and_compensated_after_its_time_limit() {
            var order = leftBehind();

            clock.advance(settings.timeLimit().plusSeconds(1));
            recoverOrders.recover();

            assertThat(now(order).sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
            assertThat(events.published)
                    .containsExactlyInAnyOrder(
                            "ANNOUNCE_PLACED", "ANNOUNCE_REJECTED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void is_rejected_if_its_payment_is_authorized_too_late() {
            var order = placeOrder.place(TWO_MUGS);
            advanceOrder.advance(order.id(), new StockReserved());

            clock.advance(settings.timeLimit().plusSeconds(1));
            advanceOrder.advance(order.id(), new PaymentAuthorized());

            assertThat(now(order).sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
            assertThat(events.published)
                    .contains("ANNOUNCE_REJECTED", "RELEASE_STOCK", "REFUND_PAYMENT")
                    .doesNotContain("ANNOUNCE_CONFIRMED");
        }

        @Test
        void refunds_a_payment_authorized_after_its_rejection() {
            steps.payment = () -> {
                advanceOrder.advance(newest().id(), new SagaEvent.TimedOut());
                events.published.clear();
                return new PaymentAuthorized();
            };

            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
            assertThat(events.published).containsExactly("REFUND_PAYMENT");
        }

        /** An order whose request crashed while the payment was in progress. */
        private Order leftBehind() {
            steps.payment = () -> {
                throw new IllegalStateException("killed");
            };
            return place();
        }
    }

    @Nested
    class Cancelling_an_order {

        @Test
        void that_is_pending_compensates_what_may_have_been_done() {
            steps.payment = FakeSteps::noAnswer;
            var order = place();
            events.published.clear();

            expectCancelled(order);
            assertThat(events.published)
                    .containsExactlyInAnyOrder("ANNOUNCE_CANCELLED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void after_its_time_limit_still_cancels_it() {
            var order = placeOrder.place(TWO_MUGS);
            clock.advance(settings.timeLimit().plusSeconds(1));

            expectCancelled(order);
        }

        @Test
        void that_is_confirmed_compensates_both_steps() {
            var order = place();
            events.published.clear();

            expectCancelled(order);
            assertThat(events.published)
                    .containsExactlyInAnyOrder("ANNOUNCE_CANCELLED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void that_is_cancelled_answers_the_same_and_publishes_nothing() {
            var order = place();
            cancelOrder.cancel(order.id());
            events.published.clear();

            expectCancelled(order);
            assertThat(events.published).isEmpty();
        }

        @Test
        void that_is_rejected_is_refused() {
            steps.stock = OutOfStock::new;
            var order = place();

            assertThat(cancelOrder.cancel(order.id())).containsInstanceOf(AlreadyRejected.class);
            assertThat(now(order).status()).isEqualTo(OrderStatus.REJECTED);
        }

        @Test
        void refunds_a_payment_that_is_authorized_afterwards() {
            steps.payment = () -> {
                cancelOrder.cancel(newest().id());
                events.published.clear();
                return new PaymentAuthorized();
            };

            assertThat(place().status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(events.published).containsExactly("REFUND_PAYMENT");
        }

        @Test
        void that_does_not_exist_finds_nothing() {
            assertThat(cancelOrder.cancel(UUID.randomUUID())).isEmpty();
        }

        private void expectCancelled(Order order) {
            assertThat(cancelOrder.cancel(order.id()))
                    .get(InstanceOfAssertFactories.type(Cancelled.class))
                    .extracting(cancelled -> cancelled.order().id())
                    .isEqualTo(order.id());
            assertThat(now(order).status()).isEqualTo(OrderStatus.CANCELLED);
        }
    }
}
