package dev.tandem.payment;

import static dev.tandem.consumercontracts.FakeOrders.authorizePayment;
import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.http.HttpHeaders;

/** If a transaction that stays open locks a payment, or the database closes its connections, nothing is lost. */
class LockedPaymentsIT extends RunningPaymentService {

    /** How long a customer waits by default. */
    private static final Duration BUDGET = Duration.ofSeconds(2);

    @Autowired
    JdbcConnectionDetails database;

    private Connection somebodyElse;

    @BeforeEach
    void somebody_else_begins_a_transaction() throws SQLException {
        somebodyElse =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        somebodyElse.setAutoCommit(false);
    }

    @AfterEach
    void somebody_else_ends_it() throws SQLException {
        somebodyElse.close();
    }

    @Nested
    class A_request {

        @Test
        void is_refused_within_its_time_while_its_payment_is_locked() throws SQLException {
            authorize(orderId, "tok_visa");
            lockRow();
            assertTimeout(BUDGET, () -> expectRefusal());

            release();
            assertThat(authorize(orderId, "tok_visa")).contains("AUTHORIZED");
        }

        @Test
        void is_refused_in_time_while_another_for_the_same_order_is_stored() throws SQLException {
            execute("insert into payments (order_id, amount, currency, token, status, version) values ('" + orderId
                    + "', 1, 'EUR', 'tok_visa', 'VOIDED', 0)");
            assertTimeout(BUDGET, () -> expectRefusal());

            release();
            assertThat(authorize(orderId, "tok_visa")).contains("AUTHORIZED");
        }

        @Test
        void for_another_order_is_answered_meanwhile() {
            authorize(orderId, "tok_visa");
            lockRow();

            assertThat(authorize(UUID.randomUUID(), "tok_visa")).contains("AUTHORIZED");
        }
    }

    @Nested
    class An_outcome_that_cannot_be_written_down {

        @Test
        void because_the_payment_is_locked_is_found_out_later() throws SQLException {
            provider.isInterrupted(orderId, "", LockedPaymentsIT.this::lockRow);
            expectRefusal();
            assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
            assertThat(statusOf(orderId)).isEqualTo("PENDING");

            release();
            awaitStatus(orderId, "AUTHORIZED");
            assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
        }

        @Test
        void because_the_connections_broke_is_found_out_later() {
            provider.isInterrupted(orderId, "", () -> execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"""));
            put(orderId, "tok_visa");

            awaitStatus(orderId, "AUTHORIZED");
            assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
        }

        @Test
        void after_a_capture_is_found_out_later_and_the_customer_is_charged_once() throws SQLException {
            authorize(orderId, "tok_visa");
            provider.isInterrupted(orderId, "/capture", LockedPaymentsIT.this::lockRow);
            receive(confirmed(orderId));
            await().until(() -> chargeOf(orderId).startsWith("captured"));
            await().until(() -> !isWaitedFor());
            assertThat(statusOf(orderId)).isEqualTo("AUTHORIZED");

            release();
            awaitStatus(orderId, "CAPTURED");
            assertThat(chargeOf(orderId)).isEqualTo("captured 2590 EUR");
        }
    }

    @Nested
    class The_worker {

        @Test
        void passes_over_a_payment_that_is_locked_and_goes_on_with_the_others() throws SQLException {
            var other = UUID.randomUUID();
            writeDownPending(orderId);
            endPause(orderId);
            lockRow();
            receive(authorizePayment(other, "tok_visa"));
            await().untilAsserted(() -> assertThat(statusOf(other)).isEqualTo("AUTHORIZED"));

            release();
            awaitStatus(orderId, "AUTHORIZED");
        }

        @Test
        void goes_on_with_the_others_while_one_waits_to_be_written_down() throws SQLException {
            var other = UUID.randomUUID();
            writeDownPending(orderId);
            provider.isInterrupted(orderId, "", LockedPaymentsIT.this::lockRow);
            endPause(orderId);
            await().until(this::isPassedBy);
            receive(authorizePayment(other, "tok_visa"));
            await().untilAsserted(() -> assertThat(statusOf(other)).isEqualTo("AUTHORIZED"));

            release();
            awaitStatus(orderId, "AUTHORIZED");
        }

        private boolean isPassedBy() {
            return countOf("simulated_provider.charges", "key", orderId) == 1;
        }
    }

    @Test
    void a_command_for_a_payment_that_is_locked_is_carried_out_when_it_is_free() throws SQLException {
        authorize(orderId, "tok_visa");
        lockRow();
        receive(new RefundPayment(orderId));
        await().until(this::isWaitedFor);
        await().until(() -> !isWaitedFor());

        release();
        awaitStatus(orderId, "VOIDED");
    }

    private void lockRow() {
        execute("select from payments where order_id = '" + orderId + "' for update");
    }

    private void release() throws SQLException {
        somebodyElse.rollback();
    }

    private void execute(String sql) {
        try (var statement = somebodyElse.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void expectRefusal() {
        put(orderId, "tok_visa").expectStatus().isEqualTo(503).expectHeader().exists(HttpHeaders.RETRY_AFTER);
    }

    private boolean isWaitedFor() {
        return jdbc.sql("""
                        select exists (select from pg_locks lock where not granted
                            and exists (select from pg_stat_activity where pid = lock.pid and datname = current_database()))""").query(Boolean.class).single();
    }
}
