package dev.tandem.order.application;

import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.StepOutcome;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries an order from the step that it has reached towards its end. Each step is a remote call with no transaction
 * open; its outcome, the new state and what has to be said of it are then written in one.
 */
@Service
public class ContinueCheckout {

    private static final Logger log = LoggerFactory.getLogger(ContinueCheckout.class);

    private final Orders orders;
    private final CheckoutSteps steps;
    private final OrderEvents events;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private final Clock clock;

    ContinueCheckout(
            Orders orders,
            CheckoutSteps steps,
            OrderEvents events,
            TransactionOperations transactions,
            OrderSettings settings,
            Clock clock) {
        this.orders = orders;
        this.steps = steps;
        this.events = events;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Goes on until the order has ended or a step gets no answer; in that case the order stays pending. */
    public Order run(UUID orderId) {
        var order = orders.findById(orderId).orElseThrow();
        try {
            while (order.checkout().nextStep() instanceof CheckoutStep step) {
                order = take(orderId, perform(step, order));
            }
            log.info("order {} is {}", orderId, order.status());
        } catch (ServiceUnavailableException noAnswer) {
            log.warn("order {} stays pending: {}", orderId, noAnswer.getMessage());
        }
        return order;
    }

    private StepOutcome perform(CheckoutStep step, Order order) {
        if (order.placedAt().plus(settings.timeLimit()).isBefore(clock.instant())) {
            return new StepOutcome.TimeIsUp();
        }
        return switch (step) {
            case RESERVE_STOCK -> steps.reserveStock(order);
            case AUTHORIZE_PAYMENT -> steps.authorizePayment(order);
        };
    }

    private Order take(UUID orderId, StepOutcome outcome) {
        return transactions.execute(_ -> {
            var order = orders.findLockedById(orderId).orElseThrow();
            var effects = order.take(outcome, clock.instant());
            effects.forEach(effect -> events.publish(order, effect));
            return order;
        });
    }
}
