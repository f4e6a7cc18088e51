package dev.tandem.simulation;

import dev.tandem.payment.application.SettlePayments;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.PaymentStore;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Stage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles payments in parallel, as {@link SettlePayments} does. The threads of that class run outside the scheduler and
 * wait in real time, so here a task does its work for one payment.
 */
final class Settlement {

    /** As in SettlePayments. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** As in PaymentSettings. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int AT_ONCE = 50;

    private final SettlePayments settlePayments;
    private final PaymentStore payments;
    private final TransactionOperations transactions;
    private final Stage stage;

    Settlement(SettlePayments settlePayments, PaymentStore payments, Database database, Stage stage) {
        this.settlePayments = settlePayments;
        this.payments = payments;
        this.transactions = new TransactionTemplate(database);
        this.stage = stage;
    }

    void settle() {
        var home = stage.time().current().home();
        List<UUID> claimed = transactions.execute(_ -> payments.claimUnsettled(LEASE, PATIENCE, AT_ONCE));
        claimed.forEach(orderId -> stage.time().after(Duration.ZERO, () -> begin(home, orderId)));
    }

    private void begin(Instance home, UUID orderId) {
        if (home.isUp()) {
            stage.time().start(home, () -> ReflectionTestUtils.invokeMethod(settlePayments, "settle", orderId));
        }
    }
}
