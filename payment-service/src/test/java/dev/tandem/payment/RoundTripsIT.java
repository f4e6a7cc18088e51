package dev.tandem.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.payment.application.AuthorizePayment;
import dev.tandem.payment.application.CapturePayment;
import dev.tandem.payment.application.SettlePayment;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.Payments;
import dev.tandem.testing.infrastructure.RoundTrips;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How often a payment makes this service go to its database and back. */
class RoundTripsIT extends RunningPaymentService {

    @Autowired
    AuthorizePayment authorizePayment;

    @Autowired
    CapturePayment capturePayment;

    @Autowired
    SettlePayment settlePayment;

    @Autowired
    Payments payments;

    @Test
    void two_for_a_payment_that_is_authorised() {
        var trips = RoundTrips.of(() -> assertThat(authorize().status()).isEqualTo(PaymentStatus.AUTHORIZED));

        assertThat(trips).hasSize(2);
    }

    @Test
    void three_for_the_request_to_capture_it() {
        authorize();

        var trips = RoundTrips.of(() -> capturePayment.capture(orderId));
        assertThat(trips).hasSize(3);
        awaitStatus(orderId, "CAPTURED");
    }

    @Test
    void one_for_the_outcome_of_a_capture() {
        authorize();
        jdbc.sql("""
                        update payments set pending_operation = 'CAPTURE', next_attempt_at = now() + interval '1 minute'
                        where order_id = ?""").param(orderId).update();
        var claimed = payments.findById(orderId).orElseThrow();

        assertThat(RoundTrips.of(() -> settlePayment.settle(claimed))).hasSize(1);
        assertThat(statusOf(orderId)).isEqualTo("CAPTURED");
    }

    private Payment authorize() {
        return authorizePayment.authorize(orderId, new Money(2590, "EUR"), "tok_visa");
    }
}
