package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes up pending orders that nobody is at work on: a step got no answer, or whoever worked on them is gone. Any
 * instance may do it, and no two take up the same order.
 */
@Service
public class RecoverOrders {

    private static final Logger log = LoggerFactory.getLogger(RecoverOrders.class);

    /** As many orders at a time as the other services can be expected to bear on top of their load. */
    private static final int BATCH = 10;

    private final Orders orders;
    private final ContinueCheckout checkout;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private volatile boolean stopping;

    RecoverOrders(
            Orders orders, ContinueCheckout checkout, TransactionOperations transactions, OrderSettings settings) {
        this.orders = orders;
        this.checkout = checkout;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** As long as it gets somewhere: when no order of a batch could end, the others would fare no better now. */
    @Scheduled(fixedDelayString = "${tandem.order.recovery-interval:1s}")
    public void recover() {
        while (!stopping && recoverBatch()) {
            log.debug("there are more to recover");
        }
    }

    private boolean recoverBatch() {
        List<UUID> abandoned = transactions.execute(_ -> orders.claimAbandoned(settings.claim(), BATCH));
        var ended = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            abandoned.forEach(orderId -> threads.execute(() -> {
                if (recover(orderId).status() != OrderStatus.PENDING) {
                    ended.incrementAndGet();
                }
            }));
        }
        return ended.get() > 0 && abandoned.size() == BATCH;
    }

    private Order recover(UUID orderId) {
        return checkout.run(orders.findById(orderId).orElseThrow());
    }

    /** However many are left: they do not hold up the end of the service. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
