package dev.tandem.order.application;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.Transport.KAFKA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.OrderFixtures;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** Orders that no request works on any more: the recovery job advances them, or a customer cancels them. */
class AbandonedOrderTests extends CheckoutStage {

    @Nested
    class An_order_that_nobody_works_on {

        @Test
        void is_handed_over_from_the_step_that_it_has_reached() {
            var order = leftBehind();

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(order.sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void is_left_alone_while_its_request_may_still_be_under_way() {
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
        void is_asked_for_again_when_a_command_has_gone_unanswered_for_long() {
            placeOrder.place(TWO_MUGS);

            clock.advance(settings.commandTimeout());
            recoverOrders.recover();
            recoverOrders.recover();

            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK", "ASK_FOR_STOCK");
        }

        @Test
        void is_asked_for_again_after_pauses_that_grow() {
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
        void is_given_up_in_time_however_long_the_last_pause_was() {
            var order = placeOrder.place(TWO_MUGS);

            for (var pauses = 0; pauses < 20; pauses++) {
                clock.advance(settings.commandTimeout());
                recoverOrders.recover();
            }
            clock.advance(Duration.ofSeconds(1));
            recoverOrders.recover();

            assertThat(order.sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
        }

        @Test
        void does_not_wait_for_its_turn_among_many_others() {
            var pending = IntStream.range(0, 350).mapToObj(_ -> leftBehind()).toList();

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(pending)
                    .allSatisfy(
                            order -> assertThat(order.sagaState().transport()).isEqualTo(KAFKA));
        }

        @Test
        void does_not_wait_for_one_that_cannot_be_helped_even_by_an_error() {
            var stuck = leftBehind();
            var locked = leftBehind();
            var other = leftBehind();
            events.trouble = order -> {
                if (order == stuck) {
                    throw new StackOverflowError();
                }
                if (order == locked) {
                    throw new CannotAcquireLockException("lock timeout");
                }
            };

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(events.published).containsOnlyOnce("ASK_FOR_PAYMENT");
            assertThat(other.sagaState().transport()).isEqualTo(KAFKA);
        }

        @Test
        void is_taken_up_later_when_the_database_is_away() {
            var order = leftBehind();
            clock.advance(settings.claim());

            orders.away = true;
            recoverOrders.recover();
            orders.away = false;
            recoverOrders.recover();

            assertThat(order.sagaState().transport()).isEqualTo(KAFKA);
        }

        @Test
        void is_given_up_and_undone_when_its_time_is_over() {
            var order = leftBehind();

            clock.advance(settings.timeLimit().plusSeconds(1));
            recoverOrders.recover();

            assertThat(order.sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
            assertThat(events.published)
                    .containsExactlyInAnyOrder(
                            "ANNOUNCE_PLACED", "ANNOUNCE_REJECTED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void is_given_up_when_its_payment_turns_out_authorized_after_its_time() {
            var order = placeOrder.place(TWO_MUGS);
            advanceOrder.advance(order.id(), new StockReserved());

            clock.advance(settings.timeLimit().plusSeconds(1));
            advanceOrder.advance(order.id(), new PaymentAuthorized());

            assertThat(order.sagaState()).isEqualTo(SagaState.rejected(RejectionReason.TIMED_OUT));
            assertThat(events.published)
                    .contains("ANNOUNCE_REJECTED", "RELEASE_STOCK", "REFUND_PAYMENT")
                    .doesNotContain("ANNOUNCE_CONFIRMED");
        }

        @Test
        void that_is_given_up_while_the_payment_is_under_way_gives_the_payment_back() {
            steps.payment = () -> {
                newest().apply(new SagaEvent.TimedOut(), clock.instant(), OrderFixtures.LIMITS);
                return new PaymentAuthorized();
            };

            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
            assertThat(events.published).containsExactly("ANNOUNCE_PLACED", "REFUND_PAYMENT");
        }

        /** An order whose request died while the payment was in progress. */
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
        void that_is_pending_undoes_what_may_have_been_done() {
            steps.payment = FakeSteps::noAnswer;
            var order = place();
            events.published.clear();

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(events.published)
                    .containsExactlyInAnyOrder("ANNOUNCE_CANCELLED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void that_should_have_ended_before_cancels_it_all_the_same() {
            var order = placeOrder.place(TWO_MUGS);
            clock.advance(settings.timeLimit().plusSeconds(1));

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
        }

        @Test
        void that_is_confirmed_gives_everything_back() {
            var order = place();
            events.published.clear();

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
            assertThat(events.published)
                    .containsExactlyInAnyOrder("ANNOUNCE_CANCELLED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void that_is_cancelled_gets_the_same_answer_and_says_nothing_new() {
            var order = place();
            cancelOrder.cancel(order.id());
            events.published.clear();

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
            assertThat(events.published).isEmpty();
        }

        @Test
        void that_is_rejected_is_refused() {
            steps.stock = OutOfStock::new;
            var order = place();

            assertThat(cancelOrder.cancel(order.id())).contains(new AlreadyRejected(order));
            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        }

        @Test
        void whose_payment_is_under_way_reverses_it_if_it_is_authorized() {
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
    }
}
