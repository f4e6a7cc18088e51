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
 * Gives the statements of a transaction no more time than its caller has left. While that is more than the connection
 * would wait for a lock anyway, it does nothing.
 */
public final class DeadlineTransactions implements TransactionExecutionListener {

    /**
     * So much time a transaction has even at the end of a deadline, and after it: an order that was not done in time is
     * handed over then, and a statement cut off in a moment would only be repeated by somebody else.
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

    /** JPA's transactions show their connection as those of JDBC do. */
    private void limit(Duration left) {
        if (TransactionSynchronizationManager.getResource(database) instanceof ConnectionHolder holder) {
            limit(holder.getConnection(), left.compareTo(LEAST) < 0 ? LEAST : left);
        }
    }

    /** A wait for a lock is a part of its statement. */
    private static void limit(Connection connection, Duration time) {
        try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + time.toMillis());
        } catch (SQLException broken) {
            // Thrown here, it would leave the connection bound to the thread; the first statement of the work throws it
            // again.
            log.debug("no time limit for this transaction: {}", broken.toString());
        }
    }
}
