package dev.tandem.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work that counts only if a transaction commits: a batch of messages may be rolled back and handled once more. */
public final class AfterCommit {

    private AfterCommit() {}

    /** Runs the work when the current transaction has committed, never if it rolls back, and at once if there is none. */
    public static void run(Runnable work) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    work.run();
                }
            });
        } else {
            work.run();
        }
    }
}
