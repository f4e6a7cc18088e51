package dev.tandem.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.domain.OrderSaga.Transition;
import dev.tandem.order.domain.SagaEvent.Cancelled;
import dev.tandem.order.domain.SagaEvent.HandedOver;
import dev.tandem.order.domain.SagaEvent.Mismatched;
import dev.tandem.order.domain.SagaEvent.OutOfStock;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.PaymentDeclined;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.SagaEvent.TimedOut;
import dev.tandem.order.domain.SagaEvent.Undone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that hold in every state for every outcome, and along every course that an order may take. */
class OrderSagaRulesTests {

    private static final List<SagaEvent> OUTCOMES = List.of(
            new StockReserved(),
            new OutOfStock(),
            new PaymentAuthorized(),
            new PaymentDeclined(false),
            new PaymentDeclined(true),
            new Mismatched(CheckoutStep.RESERVE_STOCK, "lines"),
            new Mismatched(CheckoutStep.AUTHORIZE_PAYMENT, "amount"),
            new Undone(),
            new HandedOver(),
            new TimedOut(),
            new Cancelled());

    private static final Set<Effect> ANNOUNCEMENTS =
            EnumSet.of(Effect.ANNOUNCE_CONFIRMED, Effect.ANNOUNCE_REJECTED, Effect.ANNOUNCE_CANCELLED);
    private static final Set<Effect> REQUESTS = EnumSet.of(Effect.ASK_FOR_STOCK, Effect.ASK_FOR_PAYMENT);

    static List<SagaState> states() {
        var states = new ArrayList<>(List.of(SagaState.CONFIRMED, SagaState.CANCELLED));
        for (var step : CheckoutStep.values()) {
            Arrays.stream(Transport.values())
                    .map(transport -> SagaState.pending(step, transport))
                    .forEach(states::add);
        }
        Arrays.stream(RejectionReason.values()).map(SagaState::rejected).forEach(states::add);
        return states;
    }

    static Stream<Arguments> statesAndOutcomes() {
        return states().stream().flatMap(state -> OUTCOMES.stream().map(outcome -> Arguments.of(state, outcome)));
    }

    @Test
    void every_kind_of_outcome_is_tried() {
        assertThat(OUTCOMES).extracting(Object::getClass).contains(SagaEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("statesAndOutcomes")
    void only_a_confirmed_order_that_is_cancelled_leaves_its_end(SagaState state, SagaEvent outcome) {
        var next = OrderSaga.after(state, outcome).next();

        if (state.equals(SagaState.CONFIRMED) && outcome instanceof Cancelled) {
            assertThat(next).isEqualTo(SagaState.CANCELLED);
        } else if (state.status() != OrderStatus.PENDING) {
            assertThat(next).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @MethodSource("statesAndOutcomes")
    void a_change_of_status_is_announced_and_nothing_else_is(SagaState state, SagaEvent outcome) {
        var transition = OrderSaga.after(state, outcome);

        assertThat(transition.effects())
                .filteredOn(ANNOUNCEMENTS::contains)
                .containsExactlyElementsOf(announcementOf(state, transition.next()));
    }

    @ParameterizedTest
    @MethodSource("statesAndOutcomes")
    void an_order_never_goes_back_to_rest_or_to_an_earlier_step(SagaState state, SagaEvent outcome) {
        var next = OrderSaga.after(state, outcome).next();

        if (state.transport() == Transport.KAFKA) {
            assertThat(next.transport()).isNotEqualTo(Transport.REST);
        }
        if (state.nextStep() == CheckoutStep.AUTHORIZE_PAYMENT) {
            assertThat(next.nextStep()).isNotEqualTo(CheckoutStep.RESERVE_STOCK);
        }
    }

    @ParameterizedTest
    @MethodSource("statesAndOutcomes")
    void only_the_next_step_over_kafka_is_requested(SagaState state, SagaEvent outcome) {
        var transition = OrderSaga.after(state, outcome);

        if (transition.effects().stream().anyMatch(REQUESTS::contains)) {
            assertThat(transition.next().transport()).isEqualTo(Transport.KAFKA);
            assertThat(transition.effects())
                    .containsExactly(
                            transition.next().nextStep() == CheckoutStep.RESERVE_STOCK
                                    ? Effect.ASK_FOR_STOCK
                                    : Effect.ASK_FOR_PAYMENT);
        }
    }

    @ParameterizedTest
    @MethodSource("statesAndOutcomes")
    void a_repeated_outcome_changes_and_announces_nothing(SagaState state, SagaEvent outcome) {
        var once = OrderSaga.after(state, outcome).next();
        var twice = OrderSaga.after(once, outcome);

        assertThat(twice.next()).isEqualTo(once);
        assertThat(twice.effects()).doesNotContainAnyElementsOf(ANNOUNCEMENTS);
    }

    /**
     * Walks ten thousand courses of twenty outcomes each. All that was requested for a rejected or cancelled order is
     * compensated; a pending or confirmed order is not compensated.
     */
    @Test
    void an_order_is_compensated_if_and_only_if_it_fails() {
        for (var seed = 0; seed < 10_000; seed++) {
            walk(new Random(seed), seed);
        }
    }

    private static void walk(Random random, int seed) {
        var now = SagaState.START;
        var paying = false;
        var effects = EnumSet.noneOf(Effect.class);
        for (var i = 0; i < 20; i++) {
            Transition transition = OrderSaga.after(now, OUTCOMES.get(random.nextInt(OUTCOMES.size())));
            now = transition.next();
            paying |= now.nextStep() == CheckoutStep.AUTHORIZE_PAYMENT;
            effects.addAll(transition.effects());
            if (now.status() == OrderStatus.PENDING || now.status() == OrderStatus.CONFIRMED) {
                assertThat(effects).as("seed %s", seed).doesNotContain(Effect.RELEASE_STOCK, Effect.REFUND_PAYMENT);
            } else if (paying) {
                assertThat(effects).as("seed %s, %s", seed, now).contains(Effect.RELEASE_STOCK);
                // A payment that was declined has taken nothing.
                assertThat(effects.contains(Effect.REFUND_PAYMENT) || isDeclined(now))
                        .as("seed %s, %s", seed, now)
                        .isTrue();
            }
        }
    }

    private static boolean isDeclined(SagaState sagaState) {
        return sagaState.rejectionReason() == RejectionReason.PAYMENT_DECLINED
                || sagaState.rejectionReason() == RejectionReason.SUSPECTED_FRAUD;
    }

    private static List<Effect> announcementOf(SagaState from, SagaState to) {
        if (from.status() == to.status()) {
            return List.of();
        }
        return switch (to.status()) {
            case PENDING -> List.of();
            case CONFIRMED -> List.of(Effect.ANNOUNCE_CONFIRMED);
            case REJECTED -> List.of(Effect.ANNOUNCE_REJECTED);
            case CANCELLED -> List.of(Effect.ANNOUNCE_CANCELLED);
        };
    }
}
