package dev.tandem.simulation;

import dev.tandem.payment.application.PaymentSettings;
import dev.tandem.payment.application.SettlePayment;
import dev.tandem.payment.application.SettlePayments;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.PaymentStore;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Stage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles payments in parallel, as {@link SettlePayments} does. The threads of that class run outside the scheduler and
 * wait in real time, so here a task does its work for one payment.
 */
final class Settlement {

    private static final int AT_ONCE = 50;

    private final SettlePayment settlePayment;
    private final PaymentSettings settings;
    private final PaymentStore payments;
    private final TransactionOperations transactions;
    private final Stage stage;

    Settlement(
            SettlePayment settlePayment,
            PaymentSettings settings,
            PaymentStore payments,
            Database database,
            Stage stage) {
        this.settlePayment = settlePayment;
        this.settings = settings;
        this.payments = payments;
        this.transactions = new TransactionTemplate(database);
        this.stage = stage;
    }

    void settle(Instance instance) {
        List<UUID> claimed =
                transactions.execute(_ -> payments.claimUnsettled(SettlePayments.LEASE, settings.parkAfter(), AT_ONCE));
        claimed.forEach(orderId -> stage.time().after(Duration.ZERO, () -> begin(instance, orderId)));
    }

    private void begin(Instance instance, UUID orderId) {
        if (instance.isUp()) {
            instance.start(() -> settlePayment.settle(orderId));
        }
    }
}
