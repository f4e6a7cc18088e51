package dev.tandem.order.persistence;

import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.sealing.TokenSealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An order as a row of its table. */
final class OrderRow {

    /** The columns that are written. */
    static final String COLUMNS = "id, customer_id, email, total_amount, total_currency, placed_at,"
            + " status, next_step, transport, rejection_reason, changed_at, claimed_until, version, sealed_token";

    /** All columns. Earlier builds wrote the token in plain text. */
    static final String ALL_COLUMNS = COLUMNS + ", payment_token";

    private OrderRow() {}

    /** Reads the columns, and behind them one array for each column of the lines. */
    static Order read(ResultSet row, TokenSealer sealer) throws SQLException {
        return Order.stored(
                row.getObject(1, UUID.class),
                new Customer(row.getString(2), row.getString(3)),
                sealedToken(row, sealer),
                lines(row),
                new Money(row.getLong(4), row.getString(5)),
                Columns.instant(row, 6),
                Columns.sagaState(row, 7),
                Columns.instant(row, 11),
                Columns.instant(row, 12),
                row.getLong(13));
    }

    /** Seals a token that an earlier build has stored in plain text; the next change of the order erases that text. */
    private static @Nullable String sealedToken(ResultSet row, TokenSealer sealer) throws SQLException {
        var sealed = row.getString(14);
        var plain = row.getString(15);
        return sealed == null && plain != null ? sealer.seal(row.getObject(1, UUID.class), plain) : sealed;
    }

    private static List<OrderLine> lines(ResultSet row) throws SQLException {
        var skus = (String[]) row.getArray(16).getArray();
        var names = (String[]) row.getArray(17).getArray();
        var quantities = (Integer[]) row.getArray(18).getArray();
        var amounts = (Long[]) row.getArray(19).getArray();
        var currencies = (String[]) row.getArray(20).getArray();
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
        values.add(order.sealedToken());
        return values;
    }
}
