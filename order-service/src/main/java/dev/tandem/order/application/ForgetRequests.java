package dev.tandem.order.application;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets the answers that were remembered for long enough. */
@Service
public class ForgetRequests {

    private final KeyedRequests requests;
    private final TransactionOperations transactions;
    private final OrderSettings settings;
    private final Clock clock;

    ForgetRequests(KeyedRequests requests, TransactionOperations transactions, OrderSettings settings, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tandem.order.forget-interval:10m}")
    public void forget() {
        transactions.executeWithoutResult(_ -> requests.forget(clock.instant().minus(settings.keyLifetime())));
    }
}
