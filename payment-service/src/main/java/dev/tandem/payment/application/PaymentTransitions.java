package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Stores what the provider did, and publishes an event if the status has changed. */
@Service
class PaymentTransitions {

    private static final Logger log = LoggerFactory.getLogger(PaymentTransitions.class);

    private final Payments payments;
    private final PaymentEvents events;
    private final TransactionOperations transactions;

    PaymentTransitions(Payments payments, PaymentEvents events, TransactionOperations transactions) {
        this.payments = payments;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * Another request or worker may have stored the same before. Then the payment is left as it is, and no event is
     * published again.
     */
    Payment note(UUID orderId, Consumer<Payment> progress) {
        return transactions.execute(_ -> {
            var payment = payments.findLockedById(orderId).orElseThrow();
            var before = payment.status();
            progress.accept(payment);
            payments.update(payment);
            if (payment.status() != before) {
                events.publishOutcome(payment);
                log.info("payment of order {} is {}", orderId, payment.status());
            }
            return payment;
        });
    }
}
