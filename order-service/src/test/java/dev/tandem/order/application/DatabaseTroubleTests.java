package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTroubleTests {

    /** A lock, a time limit, an operator's stop, a broken connection, a deadlock, a server to read from only. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"55P03", "57014", "57P01", "08006", "40P01", "25006", "53300"})
    void whatever_layer_reports_it_the_database_is_the_cause(String state) {
        var cause = new SQLException("the database says so", state);

        assertThat(DatabaseTrouble.isCauseOf(new JpaSystemException(new RuntimeException(cause))))
                .isTrue();
        assertThat(DatabaseTrouble.isCauseOf(new IllegalStateException(cause))).isTrue();
    }

    @Test
    void a_pool_with_no_connection_left_and_a_failed_commit_are_trouble_too() {
        assertThat(DatabaseTrouble.isCauseOf(
                        new RuntimeException(new SQLTransientConnectionException("request timed out"))))
                .isTrue();
        assertThat(DatabaseTrouble.isCauseOf(new TransactionSystemException("could not commit")))
                .isTrue();
    }

    @Test
    void a_bug_is_none() {
        var violation = new SQLException("not null", "23502");

        assertThat(DatabaseTrouble.isCauseOf(new DataIntegrityViolationException("no", violation)))
                .isFalse();
        assertThat(DatabaseTrouble.isCauseOf(new SQLException("no such column", "42703")))
                .isFalse();
        assertThat(DatabaseTrouble.isCauseOf(new StackOverflowError())).isFalse();
    }
}
