package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.tandem.context.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class DeadlineTransactionsTests {

    private static final Clock NOW = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final DataSource database = mock();
    private final Connection connection = mock();
    private final Statement statement = mock();
    private final DeadlineTransactions transactions = new DeadlineTransactions(database, Duration.ofMillis(750));

    @BeforeEach
    void beginTransaction() throws SQLException {
        given(connection.createStatement()).willReturn(statement);
        TransactionSynchronizationManager.bindResource(database, new ConnectionHolder(connection));
    }

    @AfterEach
    void endTransaction() {
        TransactionSynchronizationManager.unbindResource(database);
    }

    @Test
    void a_transaction_that_nobody_waits_for_has_no_statement_more() {
        afterBegin();

        verifyNoInteractions(connection);
    }

    @Test
    void a_transaction_with_time_enough_has_no_statement_more() {
        afterBeginWith(Duration.ofSeconds(2));
        afterBeginWith(Duration.ofMillis(750));

        verifyNoInteractions(connection);
    }

    @Test
    void a_transaction_has_no_more_time_than_is_left() throws SQLException {
        afterBeginWith(Duration.ofMillis(300));

        then(statement).should().execute("set local statement_timeout = 300");
    }

    /** Needed to hand an order over to Kafka when its time is up. */
    @Test
    void a_transaction_has_a_quarter_of_a_second_even_after_its_deadline() throws SQLException {
        afterBeginWith(Duration.ofMillis(1));
        afterBeginWith(Duration.ofMillis(-1));

        then(statement).should(times(2)).execute("set local statement_timeout = 250");
    }

    @Test
    void a_broken_connection_is_left_to_the_work_to_find() throws SQLException {
        given(statement.execute(anyString())).willThrow(new SQLException("broken", "08006"));

        assertThatNoException().isThrownBy(() -> afterBeginWith(Duration.ofMillis(300)));
    }

    @Test
    void a_transaction_that_has_not_begun_is_left_alone() {
        Deadline.in(Duration.ofMillis(300), NOW).<Void, RuntimeException>call(() -> {
            transactions.afterBegin(mock(), new IllegalStateException("no connection"));
            return null;
        });

        verifyNoInteractions(connection);
    }

    private void afterBeginWith(Duration left) {
        Deadline.in(left, NOW).<Void, RuntimeException>call(() -> {
            afterBegin();
            return null;
        });
    }

    private void afterBegin() {
        transactions.afterBegin(mock(TransactionExecution.class), null);
    }
}
