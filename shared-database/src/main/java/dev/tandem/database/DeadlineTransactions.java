package dev.tandem.database;

import dev.tandem.context.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives the statements of a transaction no more time than its caller has left. Does nothing while that is more than the
 * connection would wait for a lock anyway.
 */
final class DeadlineTransactions implements TransactionExecutionListener {

    /**
     * The least time that a transaction has, even after the deadline. An order that was not finished in time is handed
     * over in such a transaction; if its statements were cut off, another instance would only repeat them.
     */
    static final Duration LEAST = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(DeadlineTransactions.class);

    private final DataSource database;
    private final Duration lockTimeout;

    DeadlineTransactions(DataSource database, Duration lockTimeout) {
        this.database = database;
        this.lockTimeout = lockTimeout;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null) {
            Deadline.current()
                    .map(Deadline::left)
                    .filter(left -> left.compareTo(lockTimeout) < 0)
                    .ifPresent(this::limit);
        }
    }

    /** Transactions of JPA expose their connection in the same way as those of JDBC. */
    private void limit(Duration left) {
        if (TransactionSynchronizationManager.getResource(database) instanceof ConnectionHolder holder) {
            limit(holder.getConnection(), left.compareTo(LEAST) < 0 ? LEAST : left);
        }
    }

    /** The limit of a statement includes its wait for locks. */
    private static void limit(Connection connection, Duration time) {
        try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + time.toMillis());
        } catch (SQLException broken) {
            // Throwing here would leave the connection bound to the thread; the first statement of the work will throw
            // it again.
            log.debug("cannot limit the time of this transaction: {}", broken.toString());
        }
    }
}
