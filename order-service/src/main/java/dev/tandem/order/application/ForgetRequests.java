package dev.tandem.order.application;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes idempotent requests, with their answers, at the end of their lifetime. */
@Service
public class ForgetRequests {

    private static final Logger log = LoggerFactory.getLogger(ForgetRequests.class);

    /** Few enough to be deleted well within the time limit of a statement. */
    private static final int BATCH = 5000;

    private final IdempotentRequests requests;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private final Clock clock;
    private volatile boolean stopping;

    ForgetRequests(
            IdempotentRequests requests, TransactionOperations transactions, OrderSettings settings, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** A failure ends this run only; the next one deletes the rest. */
    @Scheduled(fixedDelayString = "${tandem.order.forget-interval:10m}")
    public void forget() {
        try {
            var forgotten = BATCH;
            while (!stopping && forgotten == BATCH) {
                forgotten = forgetBatch();
            }
        } catch (RuntimeException | Error failure) {
            DatabaseFailure.log(log, "old requests cannot be deleted at the moment", failure);
        }
    }

    private int forgetBatch() {
        return transactions.execute(_ -> requests.forget(clock.instant().minus(settings.keyLifetime()), BATCH));
    }

    /** Stops after the current batch, so that the remaining requests do not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
