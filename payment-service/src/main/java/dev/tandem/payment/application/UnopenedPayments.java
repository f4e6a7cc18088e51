package dev.tandem.payment.application;

import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers requests whose token cannot be opened. The provider is not asked. */
@Service
class UnopenedPayments {

    private static final Logger log = LoggerFactory.getLogger(UnopenedPayments.class);

    private final Payments payments;
    private final PaymentEvents events;

    UnopenedPayments(Payments payments, PaymentEvents events) {
        this.payments = payments;
        this.events = events;
    }

    /**
     * Declines the payment, and publishes that it is declined.
     *
     * @throws DifferentRequestException if another request made the payment; nothing is done
     */
    @Transactional
    public Payment refuse(UUID orderId, Money amount) {
        var payment = declined(orderId, amount);
        if (payment.fingerprint() != null || !payment.isDecided()) {
            throw new DifferentRequestException(orderId);
        }
        events.publishOutcome(payment);
        return payment;
    }

    /** Declines the payment. If another request made it, its outcome is published, now or as soon as there is one. */
    @Transactional
    public void refuseLater(UUID orderId, Money amount) {
        publish(declined(orderId, amount));
    }

    private Payment declined(UUID orderId, Money amount) {
        log.warn("the token for order {} was changed, or belongs to another order", orderId);
        var refused = Payment.refused(orderId, amount);
        return payments.add(refused)
                ? refused
                : payments.findLockedById(orderId).orElseThrow();
    }

    /**
     * Publishes the outcome of the payment that an earlier request made, now or as soon as there is one.
     *
     * @throws UnknownKeyException if there is no payment
     */
    @Transactional
    public void tellAgain(UUID orderId) {
        publish(payments.findLockedById(orderId).orElseThrow(UnknownKeyException::new));
    }

    private void publish(Payment payment) {
        if (payment.isDecided()) {
            events.publishOutcome(payment);
        }
    }
}
