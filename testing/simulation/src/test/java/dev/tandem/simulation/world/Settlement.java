package dev.tandem.simulation.world;

import dev.tandem.payment.application.PaymentSettings;
import dev.tandem.payment.application.SettlePayment;
import dev.tandem.payment.application.SettlePayments;
import dev.tandem.payment.domain.Payment;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.PaymentStore;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Instance;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles payments in parallel, as {@link SettlePayments} does. The threads of that class would run outside the
 * scheduler and wait in real time. Here a task of the scheduler settles each payment.
 */
final class Settlement {

    private static final int BATCH = 50;

    private final SettlePayment settlePayment;
    private final PaymentSettings settings;
    private final PaymentStore payments;
    private final TransactionOperations transactions;
    private final Environment environment;

    Settlement(
            SettlePayment settlePayment,
            PaymentSettings settings,
            PaymentStore payments,
            Database database,
            Environment environment) {
        this.settlePayment = settlePayment;
        this.settings = settings;
        this.payments = payments;
        this.transactions = new TransactionTemplate(database);
        this.environment = environment;
    }

    /** Claims due payments, and starts a task for each of them in the same instance. */
    void settle(Instance instance) {
        List<Payment> claimed =
                transactions.execute(_ -> payments.claimUnsettled(SettlePayments.LEASE, settings.parkAfter(), BATCH));
        claimed.forEach(payment -> environment.time().after(Duration.ZERO, () -> begin(instance, payment)));
    }

    private void begin(Instance instance, Payment payment) {
        if (instance.isUp()) {
            instance.start(() -> settlePayment.settle(payment));
        }
    }
}
