package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.springframework.transaction.TransactionSystemException;

class DatabaseFailureTests {

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40P01", "40001"})
    void a_wait_for_another_transaction_is_a_lock_and_no_outage(String state) {
        var failure = wrapped(new SQLException("lock", state));

        assertThat(DatabaseFailure.isLocked(failure)).isTrue();
        assertThat(DatabaseFailure.isOutage(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P03", "53300", "58030", "25006", "28P01"})
    void a_database_that_is_not_to_be_had_is_an_outage_and_no_lock(String state) {
        var failure = wrapped(new SQLException("away", state));

        assertThat(DatabaseFailure.isOutage(failure)).isTrue();
        assertThat(DatabaseFailure.isLocked(failure)).isFalse();
    }

    /**
     * Only the work itself can leave its transaction idle for too long; a statement that is too slow counts as its
     * fault, too.
     */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "22021", "42P01", "25P03", "57014", "XX000"})
    void what_the_work_itself_has_caused_is_neither(String state) {
        var failure = wrapped(new SQLException("wrong", state));

        assertThat(DatabaseFailure.isOutage(failure)).isFalse();
        assertThat(DatabaseFailure.isLocked(failure)).isFalse();
    }

    @Test
    void a_pool_without_a_free_connection_is_an_outage() {
        assertThat(DatabaseFailure.isOutage(wrapped(new SQLTransientConnectionException("request timed out"))))
                .isTrue();
    }

    @Test
    void an_idle_transaction_is_no_outage_though_its_rollback_fails() {
        var rollback = new TransactionSystemException("cannot roll back", new SQLException("closed", "08003"));
        rollback.initApplicationException(wrapped(new SQLException("rested", "25P03")));

        assertThat(DatabaseFailure.isOutage(rollback)).isFalse();
    }

    @Test
    void a_statement_that_took_too_long_is_told_apart() {
        assertThat(DatabaseFailure.isTimedOut(wrapped(new SQLException("cancelled", "57014"))))
                .isTrue();
    }

    @Test
    void the_failure_before_a_failed_rollback_counts() {
        var rollback = new TransactionSystemException("cannot roll back", new SQLException("Connection is closed"));
        rollback.initApplicationException(wrapped(new SQLException("terminated", "57P01")));

        assertThat(DatabaseFailure.isOutage(rollback)).isTrue();
    }

    @Test
    void a_rollback_on_a_connection_that_the_pool_has_taken_away_is_an_outage() {
        assertThat(DatabaseFailure.isOutage(wrapped(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "57P01", "08006", "40P01", "25006", "53300"})
    void a_database_that_is_locked_slow_or_down_is_transient(String state) {
        assertThat(DatabaseFailure.isTransient(wrapped(new SQLException("not now", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23502", "42703"})
    void a_bug_is_not_transient(String state) {
        assertThat(DatabaseFailure.isTransient(wrapped(new SQLException("wrong", state))))
                .isFalse();
        assertThat(DatabaseFailure.isTransient(new StackOverflowError())).isFalse();
    }

    @Test
    void a_transient_failure_is_logged_in_a_line_without_what_is_in_a_row() {
        var log = mock(Logger.class);
        var failure = wrapped(new SQLException("deadlock detected\nDetail: row (ada@example.com)", "40P01"));

        DatabaseFailure.log(log, "an order stays pending", failure);

        verify(log).warn("{}: {}", "an order stays pending", "deadlock detected");
        verifyNoMoreInteractions(log);
    }

    @Test
    void a_failed_commit_and_an_idle_transaction_are_logged_in_a_line() {
        var log = mock(Logger.class);

        DatabaseFailure.log(log, "first", new TransactionSystemException("could not commit"));
        DatabaseFailure.log(log, "second", wrapped(new SQLException("rested", "25P03")));

        verify(log).warn("{}: {}", "first", "could not commit");
        verify(log).warn("{}: {}", "second", "rested");
        verifyNoMoreInteractions(log);
    }

    @Test
    void a_bug_is_logged_as_an_error_with_its_stack_trace() {
        var log = mock(Logger.class);
        var bug = new IllegalStateException("a bug");

        DatabaseFailure.log(log, "an order stays pending", bug);

        verify(log).error("an order stays pending", bug);
    }

    @Test
    void causes_that_go_round_in_a_circle_have_an_end() {
        var one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));

        assertThat(DatabaseFailure.isOutage(one)).isFalse();
    }

    private static RuntimeException wrapped(Exception cause) {
        return new IllegalStateException("outer", new RuntimeException("inner", cause));
    }
}
