package dev.tandem.order.application;

import static dev.tandem.order.domain.CheckoutStep.AUTHORIZE_PAYMENT;
import static dev.tandem.order.domain.CheckoutStep.RESERVE_STOCK;
import static dev.tandem.order.domain.Transport.KAFKA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.CancelOrder.Cancellation.AlreadyRejected;
import dev.tandem.order.application.CancelOrder.Cancellation.Cancelled;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.PaymentDeclined;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaState;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class CheckoutTests extends CheckoutStage {

    @Nested
    class Placing_an_order {

        @Test
        void confirms_it_when_stock_and_payment_are_there() {
            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(order.total()).isEqualTo(new Money(2590, "EUR"));
            assertThat(steps.calls).containsExactly("reserve stock", "authorize payment");
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void asks_for_no_payment_when_the_stock_is_missing() {
            steps.stock = OutOfStock::new;

            var order = place();

            assertThat(order.sagaState().rejectionReason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
            assertThat(steps.calls).containsExactly("reserve stock");
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ANNOUNCE_REJECTED");
        }

        @Test
        void frees_the_stock_when_the_payment_is_declined() {
            steps.payment = () -> new PaymentDeclined(false);

            var order = place();

            assertThat(order.sagaState().rejectionReason()).isEqualTo(RejectionReason.PAYMENT_DECLINED);
            assertThat(events.said).containsExactlyInAnyOrder("ANNOUNCE_PLACED", "ANNOUNCE_REJECTED", "RELEASE_STOCK");
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
        void keeps_it_pending_whatever_else_may_fail_after_it_was_accepted() {
            steps.payment = () -> {
                throw new IllegalStateException("the database is away");
            };

            assertThat(place().status()).isEqualTo(OrderStatus.PENDING);
        }
    }

    @Nested
    class Handing_over_to_kafka {

        @Test
        void asks_by_command_for_the_step_that_got_no_answer() {
            steps.payment = FakeSteps::noAnswer;

            var order = place();

            assertThat(order.sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void begins_no_step_that_could_not_be_answered_in_time() {
            steps.stock = () -> {
                clock.advance(BUDGET);
                return new StockReserved();
            };

            var order = place();

            assertThat(steps.calls).containsExactly("reserve stock");
            assertThat(order.sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void is_done_at_once_when_nobody_waits() {
            var order = placeOrder.place(TWO_MUGS);

            assertThat(steps.calls).isEmpty();
            assertThat(order.sagaState()).isEqualTo(SagaState.pending(RESERVE_STOCK, KAFKA));
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK");
        }

        @Test
        void waits_no_longer_for_prices_than_somebody_who_waits_for_the_outcome() {
            placeOrder.place(TWO_MUGS);

            assertThat(catalogue.asked).containsExactly(Optional.of(Deadline.in(settings.responseBudget(), clock)));
        }

        @Test
        void is_done_when_the_service_is_about_to_end() {
            steps.stock = () -> {
                continueCheckout.stop();
                return new StockReserved();
            };

            assertThat(place().sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(steps.calls).containsExactly("reserve stock");
        }

        @Test
        void lets_the_outcomes_of_the_steps_carry_the_order_to_its_end() {
            var order = placeOrder.place(TWO_MUGS);

            advanceOrder.advance(order.id(), new StockReserved());
            advanceOrder.advance(order.id(), new PaymentAuthorized());

            assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(events.said)
                    .containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK", "ASK_FOR_PAYMENT", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void leaves_an_answer_that_comes_late_nothing_to_do() {
            steps.payment = () -> {
                advanceOrder.advance(newest().id(), new SagaEvent.HandedOver());
                advanceOrder.advance(newest().id(), new PaymentAuthorized());
                return new PaymentAuthorized();
            };

            var order = place();

            assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT", "ANNOUNCE_CONFIRMED");
        }

        @Test
        void does_not_touch_an_order_that_nobody_knows() {
            assertThat(advanceOrder.advance(UUID.randomUUID(), new StockReserved()))
                    .isEmpty();
        }
    }

    @Nested
    class An_order_that_nobody_works_on {

        @Test
        void is_handed_over_from_the_step_that_it_has_reached() {
            var order = leftBehind();

            clock.advance(settings.claim());
            recoverOrders.recover();

            assertThat(order.sagaState()).isEqualTo(SagaState.pending(AUTHORIZE_PAYMENT, KAFKA));
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_PAYMENT");
        }

        @Test
        void is_left_alone_while_its_request_may_still_be_under_way() {
            leftBehind();

            clock.advance(settings.claim().minusSeconds(1));
            recoverOrders.recover();

            assertThat(events.said).containsExactly("ANNOUNCE_PLACED");
        }

        @Test
        void is_left_alone_while_its_command_may_still_be_answered() {
            placeOrder.place(TWO_MUGS);

            clock.advance(settings.commandTimeout().minusSeconds(1));
            recoverOrders.recover();

            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK");
        }

        @Test
        void is_asked_for_again_when_a_command_has_gone_unanswered_for_long() {
            placeOrder.place(TWO_MUGS);

            clock.advance(settings.commandTimeout());
            recoverOrders.recover();
            recoverOrders.recover();

            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "ASK_FOR_STOCK", "ASK_FOR_STOCK");
        }

        @Test
        void is_asked_for_again_after_pauses_that_grow() {
            placeOrder.place(TWO_MUGS);

            for (var pauses = 0; pauses < 7; pauses++) {
                clock.advance(settings.commandTimeout());
                recoverOrders.recover();
            }

            assertThat(events.said)
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

            assertThat(events.said).containsOnlyOnce("ASK_FOR_PAYMENT");
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
            assertThat(events.said)
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
            assertThat(events.said)
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
            assertThat(events.said).containsExactly("ANNOUNCE_PLACED", "REFUND_PAYMENT");
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
            events.said.clear();

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(events.said).containsExactlyInAnyOrder("ANNOUNCE_CANCELLED", "RELEASE_STOCK", "REFUND_PAYMENT");
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
            events.said.clear();

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
            assertThat(events.said).containsExactlyInAnyOrder("ANNOUNCE_CANCELLED", "RELEASE_STOCK", "REFUND_PAYMENT");
        }

        @Test
        void that_is_cancelled_gets_the_same_answer_and_says_nothing_new() {
            var order = place();
            cancelOrder.cancel(order.id());
            events.said.clear();

            assertThat(cancelOrder.cancel(order.id())).contains(new Cancelled(order));
            assertThat(events.said).isEmpty();
        }

        @Test
        void that_is_rejected_is_refused() {
            steps.stock = OutOfStock::new;
            var order = place();

            assertThat(cancelOrder.cancel(order.id())).contains(new AlreadyRejected(order));
            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        }

        @Test
        void whose_payment_is_under_way_gives_the_payment_back_when_it_turns_out_authorized() {
            steps.payment = () -> {
                cancelOrder.cancel(newest().id());
                events.said.clear();
                return new PaymentAuthorized();
            };

            assertThat(place().status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(events.said).containsExactly("REFUND_PAYMENT");
        }

        @Test
        void that_does_not_exist_finds_nothing() {
            assertThat(cancelOrder.cancel(UUID.randomUUID())).isEmpty();
        }
    }
}
