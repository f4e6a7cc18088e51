package dev.tandem.payment.application;

import dev.tandem.deadline.Deadline;
import dev.tandem.deadline.TimeIsUpException;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds the amount of an order at the provider, once. The payment is written down before the provider is called and its
 * outcome after, with no transaction open in between; a repeated request gets the first answer again.
 */
@Service
public class AuthorizePayment {

    private final Payments payments;
    private final PaymentEvents events;
    private final HoldAmount holdAmount;
    private final TransactionOperations transactions;

    AuthorizePayment(
            Payments payments, PaymentEvents events, HoldAmount holdAmount, TransactionOperations transactions) {
        this.payments = payments;
        this.events = events;
        this.holdAmount = holdAmount;
        this.transactions = transactions;
    }

    private record Start(Payment payment, boolean isFirst) {}

    /**
     * Authorises the payment of an order, or says what became of it before.
     *
     * @throws OutcomeUnknownException if the provider gave no answer; the payment stays pending, and a repeated call or
     *     {@link SettlePayments} finds out
     * @throws TimeIsUpException if nobody waits for the answer any more
     */
    public Payment authorize(UUID orderId, Money amount, String token) {
        var start = transactions.execute(_ -> start(orderId, amount, token));
        if (!start.payment().mayBeAuthorized()) {
            return start.payment();
        }
        return start.isFirst() ? holdAmount.ask(start.payment()) : holdAmount.findOutOrAsk(start.payment());
    }

    /** Notes that the payment is to be authorised, for somebody who hears of the outcome as an event and not here. */
    @Transactional
    public void authorizeLater(UUID orderId, Money amount, String token) {
        payments.findLockedById(orderId)
                .ifPresentOrElse(this::tellAgain, () -> payments.save(Payment.pending(orderId, amount, token)));
    }

    private Start start(UUID orderId, Money amount, String token) {
        var known = payments.findLockedById(orderId);
        Deadline.requireTimeLeft();
        var payment = known.orElseGet(() -> payments.save(Payment.pending(orderId, amount, token)));
        if (payment.mayBeAuthorized()) {
            payments.claim(orderId, SettlePayments.LEASE);
        }
        return new Start(payment, known.isEmpty());
    }

    private void tellAgain(Payment payment) {
        if (payment.isDecided()) {
            events.reached(payment);
        }
    }
}
