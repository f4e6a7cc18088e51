package dev.tandem.order.application;

import dev.tandem.context.Deadline;
import dev.tandem.database.DatabaseFailure;
import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Advances an order over REST for as long as its customer waits, then hands it over to Kafka. Each step is a remote
 * call, made while no transaction is open.
 */
@Service
public class ContinueCheckout {

    private static final Logger log = LoggerFactory.getLogger(ContinueCheckout.class);

    private final CheckoutSteps steps;
    private final AdvanceOrder advanceOrder;
    private volatile boolean stopping;

    ContinueCheckout(CheckoutSteps steps, AdvanceOrder advanceOrder) {
        this.steps = steps;
        this.advanceOrder = advanceOrder;
    }

    /**
     * Performs the steps until the order has ended or continues over Kafka. If even the hand-over fails, the order
     * stays as it is: it has been accepted, and the recovery job will take it up.
     */
    public Order run(Order accepted) {
        var order = accepted;
        try {
            while (order.sagaState().nextStep() instanceof CheckoutStep step
                    && order.sagaState().transport() == Transport.REST) {
                order = advanceOrder.advance(order, perform(step, order));
            }
        } catch (RuntimeException failure) {
            DatabaseFailure.log(log, "order " + order.id() + " stays pending until it is taken up again", failure);
        }
        return order;
    }

    private SagaEvent perform(CheckoutStep step, Order order) {
        if (stopping || !Deadline.isCallerWaiting()) {
            return new SagaEvent.HandedOver();
        }
        try {
            return switch (step) {
                case RESERVE_STOCK -> steps.reserveStock(order);
                case AUTHORIZE_PAYMENT -> steps.authorizePayment(order);
            };
        } catch (ServiceUnavailableException noAnswer) {
            log.warn("order {} continues over Kafka: {}: {}", order.id(), noAnswer.getMessage(), why(noAnswer));
            return new SagaEvent.HandedOver();
        }
    }

    /** The cause, for the log: an open breaker, a timeout or an error. */
    private static String why(ServiceUnavailableException noAnswer) {
        return String.valueOf(noAnswer.getCause());
    }

    /**
     * Lets the current step finish, and hands the next one over, so that waiting customers do not delay the shutdown.
     */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
