package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down what the provider did, and tells the others if it is news. */
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

    /** Somebody else may have noted the same before; then the payment is left as it is, and nobody hears of it again. */
    Payment note(UUID orderId, Consumer<Payment> progress) {
        return transactions.execute(_ -> {
            var payment = payments.findLockedById(orderId).orElseThrow();
            var before = payment.status();
            progress.accept(payment);
            if (payment.status() != before) {
                events.reached(payment);
                log.info("payment of order {} is {}", orderId, payment.status());
            }
            return payment;
        });
    }
}
