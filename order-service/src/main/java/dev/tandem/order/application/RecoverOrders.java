package dev.tandem.order.application;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes up pending orders that nobody is at work on: a step got no answer, or whoever worked on them is gone. Any
 * instance may do it, and no two take up the same order.
 */
@Service
public class RecoverOrders {

    /** As many orders at a time as the other services can be expected to bear on top of their load. */
    private static final int BATCH = 10;

    private final Orders orders;
    private final ContinueCheckout checkout;
    private final TransactionOperations transactions;
    private final OrderSettings settings;

    RecoverOrders(
            Orders orders, ContinueCheckout checkout, TransactionOperations transactions, OrderSettings settings) {
        this.orders = orders;
        this.checkout = checkout;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${tandem.order.recovery-interval:1s}")
    public void recover() {
        List<UUID> abandoned = transactions.execute(_ -> orders.claimAbandoned(settings.claim(), BATCH));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            abandoned.forEach(orderId -> threads.execute(() -> checkout.run(orderId)));
        }
    }
}
