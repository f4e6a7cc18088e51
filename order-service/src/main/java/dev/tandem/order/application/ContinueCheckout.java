package dev.tandem.order.application;

import dev.tandem.context.Deadline;
import dev.tandem.order.domain.Transport;
import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Carries an order over REST for as long as its customer waits, and then hands it over to Kafka. Each step is a remote
 * call with no transaction open.
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
     * Goes on until the order has ended or goes over Kafka. If even handing it over fails it stays as it is: the order is
     * accepted, and somebody will take it up again.
     */
    public Order run(Order accepted) {
        var order = accepted;
        try {
            while (order.sagaState().nextStep() instanceof CheckoutStep step
                    && order.sagaState().transport() == Transport.REST) {
                order = advanceOrder.advance(order.id(), perform(step, order)).orElseThrow();
            }
        } catch (RuntimeException failure) {
            DatabaseTrouble.log(log, "order " + order.id() + " stays pending until it is taken up again", failure);
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
            log.warn("order {} goes on over Kafka: {}: {}", order.id(), noAnswer.getMessage(), why(noAnswer));
            return new SagaEvent.HandedOver();
        }
    }

    /** A breaker that is open, a time-out and an error are different things to whoever reads this. */
    private static String why(ServiceUnavailableException noAnswer) {
        return String.valueOf(noAnswer.getCause());
    }

    /** What is under way ends or is handed over: a customer who can wait does not hold up the end of the service. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
