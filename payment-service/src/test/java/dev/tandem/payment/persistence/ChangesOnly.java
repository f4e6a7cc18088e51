package dev.tandem.payment.persistence;

import dev.tandem.database.Change;
import dev.tandem.payment.application.PaymentEvents;
import dev.tandem.payment.domain.Payment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the changes of payments, and publishes nothing. */
record ChangesOnly(JdbcClient jdbc) implements PaymentEvents {

    @Override
    public void publishOutcome(Payment payment) {}

    @Override
    public boolean publishOutcome(Payment payment, Change change) {
        return change.make(jdbc);
    }
}
