package dev.tandem.order.application;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.SagaEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The recovery job: it picks up pending orders whose claim has expired. A claim expires because the instance that
 * worked on the order has stopped, or because the order's command is still unanswered. An order within its time limit
 * is handed over to Kafka, even if it has been handed over already. An order that has exceeded its time limit is
 * rejected. All instances run the job, and no two take up the same order.
 */
@Service
public class RecoverOrders {

    private static final Logger log = LoggerFactory.getLogger(RecoverOrders.class);

    /** Few enough to finish all of them long before their claims end. */
    private static final int BATCH = 100;

    private final Orders orders;
    private final AdvanceOrder advanceOrder;
    private final OrderSettings settings;
    private volatile boolean stopping;

    RecoverOrders(Orders orders, AdvanceOrder advanceOrder, OrderSettings settings) {
        this.orders = orders;
        this.advanceOrder = advanceOrder;
        this.settings = settings;
    }

    /** A failure ends this run only; the next one starts after the usual pause. */
    @Scheduled(fixedDelayString = "${tandem.order.recovery-interval:1s}")
    public void recover() {
        try {
            var found = BATCH;
            while (!stopping && found == BATCH) {
                found = recoverBatch();
            }
        } catch (RuntimeException | Error failure) {
            DatabaseFailure.log(log, "abandoned orders cannot be taken up at the moment", failure);
        }
    }

    private int recoverBatch() {
        var abandoned = orders.claimAbandoned(settings.commandTimeout(), BATCH);
        abandoned.forEach(this::recover);
        return abandoned.size();
    }

    /** If an order cannot be advanced, the others are taken up all the same. */
    private void recover(Order order) {
        try {
            advanceOrder.advance(order, new SagaEvent.HandedOver());
        } catch (RuntimeException | Error failure) {
            DatabaseFailure.log(log, "order " + order.id() + " stays pending until it is taken up again", failure);
        }
    }

    /** Stops after the current batch, so that the remaining orders do not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
