package dev.tandem.order.persistence;

import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An order as a row of its table. */
final class OrderRow {

    static final String COLUMNS = "id, customer_id, email, payment_token, total_amount, total_currency, placed_at,"
            + " status, next_step, transport, rejection_reason, changed_at, claimed_until, version";

    private OrderRow() {}

    /** Reads the columns, and behind them one array for each column of the lines. */
    static Order read(ResultSet row, int number) throws SQLException {
        return Order.stored(
                row.getObject(1, UUID.class),
                new Customer(row.getString(2), row.getString(3)),
                row.getString(4),
                lines(row),
                new Money(row.getLong(5), row.getString(6)),
                Columns.instant(row, 7),
                Columns.sagaState(row, 8),
                Columns.instant(row, 12),
                Columns.instant(row, 13),
                row.getLong(14));
    }

    private static List<OrderLine> lines(ResultSet row) throws SQLException {
        var skus = (String[]) row.getArray(15).getArray();
        var names = (String[]) row.getArray(16).getArray();
        var quantities = (Integer[]) row.getArray(17).getArray();
        var amounts = (Long[]) row.getArray(18).getArray();
        var currencies = (String[]) row.getArray(19).getArray();
        return IntStream.range(0, skus.length)
                .mapToObj(i -> new OrderLine(skus[i], names[i], quantities[i], new Money(amounts[i], currencies[i])))
                .toList();
    }

    /** The values of all columns, in their order. */
    static List<@Nullable Object> parameters(Order order) {
        var values = new ArrayList<@Nullable Object>();
        values.add(order.id());
        values.add(order.customer().id());
        values.add(order.customer().email());
        values.add(order.paymentToken());
        values.add(order.total().amount());
        values.add(order.total().currency());
        values.add(Columns.atUtc(order.placedAt()));
        values.addAll(changes(order));
        return values;
    }

    /** The values of the columns that change. */
    static List<@Nullable Object> changes(Order order) {
        var values = new ArrayList<@Nullable Object>(Columns.parameters(order.sagaState()));
        values.add(Columns.atUtc(order.changedAt()));
        values.add(Columns.atUtc(order.claimedUntil()));
        values.add(order.version());
        return values;
    }
}
