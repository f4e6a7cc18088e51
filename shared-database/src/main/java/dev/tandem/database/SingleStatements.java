package dev.tandem.database;

import dev.tandem.context.Deadline;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs work that consists of one statement, which needs no transaction around it: that saves two round trips. Only if
 * its caller has less time left than the connection would wait for a lock, a transaction limits the statement to that
 * time. Within a transaction, the statement is a part of it.
 */
public final class SingleStatements {

    private final TransactionOperations transactions;
    private final Duration lockTimeout;

    public SingleStatements(TransactionOperations transactions, Duration lockTimeout) {
        this.transactions = transactions;
        this.lockTimeout = lockTimeout;
    }

    public <T> T execute(Supplier<T> statement) {
        var isHurried = Deadline.current()
                .filter(deadline -> deadline.left().compareTo(lockTimeout) < 0)
                .isPresent();
        return isHurried ? transactions.execute(_ -> statement.get()) : statement.get();
    }
}
