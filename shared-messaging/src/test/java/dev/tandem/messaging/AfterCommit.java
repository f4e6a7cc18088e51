package dev.tandem.messaging;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work of a test's handler that counts only if the transaction of the handler commits. */
public final class AfterCommit {

    private AfterCommit() {}

    /** Runs the work after the commit of the handler's transaction: a batch may be rolled back and repeated before. */
    public static void run(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
