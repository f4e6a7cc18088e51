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
    private final TransactionOperations transactions;

    PaymentTransitions(Payments payments, TransactionOperations transactions) {
        this.payments = payments;
        this.transactions = transactions;
    }

    /**
     * Another request or worker may have stored the same before. Then the payment is left as it is, and no event is
     * published again.
     *
     * @param known the payment as it was read before the call to the provider: usually it is still the same
     */
    Payment note(Payment known, Consumer<Payment> progress) {
        var payment = known.copy();
        progress.accept(payment);
        return payment.status() != known.status() && publish(payment)
                ? payment.written()
                : noteUnderLock(known.orderId(), progress);
    }

    private Payment noteUnderLock(UUID orderId, Consumer<Payment> progress) {
        return transactions.execute(_ -> {
            var stored = payments.findLockedById(orderId).orElseThrow();
            var payment = stored.copy();
            progress.accept(payment);
            if (payment.status() != stored.status()) {
                publish(payment);
            } else if (payment.differsFrom(stored)) {
                payments.update(payment);
            }
            return payment;
        });
    }

    private boolean publish(Payment payment) {
        var isWritten = payments.updateAndPublish(payment);
        if (isWritten) {
            log.info("payment of order {} is {}", payment.orderId(), payment.status());
        }
        return isWritten;
    }
}
