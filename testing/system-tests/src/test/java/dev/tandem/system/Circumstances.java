package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Supplier;

/** Events around the services for which a story cannot wait: time passes, or the provider answers again. */
final class Circumstances {

    private final LocalStack stack;

    Circumstances(LocalStack stack) {
        this.stack = stack;
    }

    /** The order is ten minutes older than before, and so over its time limit. */
    void tenMinutesPassForOrder(UUID id) {
        change("orders", "update orders set placed_at = placed_at - interval '10 minutes' where id = ?", id);
    }

    /** The provider has not answered about the payment for a quarter of an hour more. */
    void quarterOfAnHourPassesForPayment(UUID orderId) {
        change(
                "payment",
                "update payments set unanswered_since = unanswered_since - interval '15 minutes' where order_id = ?",
                orderId);
    }

    /** From now on the provider decides about the payment, and approves it as it approves a good card. */
    void providerAnswersAbout(UUID orderId) {
        change("payment", "update simulated_provider.requests set token = 'tok_visa' where key = ?", orderId);
    }

    /** Inventory-service cannot write a reservation until this is done. */
    <T> T whileReservationsAreLocked(Supplier<T> work) {
        try (var connection = stack.connect("inventory")) {
            connection.setAutoCommit(false);
            execute(connection, "lock table reservations in exclusive mode");
            var result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException failed) {
            throw new IllegalStateException("the table could not be locked", failed);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void change(String database, String sql, UUID orderId) {
        try (var connection = stack.connect(database);
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, orderId);
            assertThat(statement.executeUpdate()).as(sql).isOne();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
