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

    /**
     * Goes on until the order has ended or something fails. In that case it stays as it is, whatever it was that failed:
     * the order is accepted, and somebody will take it up again.
     */
    public Order run(Order accepted) {
        var order = accepted;
        try {
            while (order.checkout().nextStep() instanceof CheckoutStep step) {
                order = take(order.id(), perform(step, order));
            }
            log.info("order {} is {}", order.id(), order.status());
        } catch (ServiceUnavailableException noAnswer) {
            log.warn("order {} stays pending: {}", order.id(), noAnswer.getMessage());
        } catch (RuntimeException failure) {
            log.error("order {} stays pending", order.id(), failure);
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
