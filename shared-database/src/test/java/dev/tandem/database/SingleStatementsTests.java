package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.tandem.context.Deadline;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

class SingleStatementsTests {

    private final TransactionOperations transactions = mock();
    private final SingleStatements statements = new SingleStatements(transactions, Duration.ofMillis(750));

    @Test
    void a_statement_needs_no_transaction() {
        assertThat(statements.execute(() -> "done")).isEqualTo("done");
        assertThat(within(Duration.ofSeconds(2))).isEqualTo("done");

        verify(transactions, never()).execute(any());
    }

    @Test
    void a_caller_with_little_time_left_gets_a_transaction_that_limits_the_statement() {
        given(transactions.execute(any())).willAnswer(call -> {
            TransactionCallback<?> work = call.getArgument(0);
            return work.doInTransaction(mock());
        });

        assertThat(within(Duration.ofMillis(300))).isEqualTo("done");
        verify(transactions).execute(any());
    }

    private String within(Duration time) {
        return Deadline.in(time, Clock.systemUTC()).call(() -> statements.execute(() -> "done"));
    }
}
