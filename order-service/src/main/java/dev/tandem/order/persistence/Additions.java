package dev.tandem.order.persistence;

import dev.tandem.database.Change;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Adds an order with its lines, and the request that placed it, in one statement. */
final class Additions {

    private static final String VALUES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final String ORDER = """
            changed as (insert into orders (%s) %s returning id),
            lines as (
                insert into order_lines (order_id, position, sku, name, quantity, price_amount, price_currency)
                select id, position - 1, sku, name, quantity, price_amount, price_currency
                from changed, unnest(cast(? as text[]), cast(? as text[]), cast(? as int[]), cast(? as bigint[]), cast(? as text[]))
                    with ordinality line (sku, name, quantity, price_amount, price_currency, position))""";

    private static final String PLAIN = ORDER.formatted(OrderRow.COLUMNS, "values (" + VALUES + ")");

    /** The key comes first: while another transaction uses it, nothing else is written. */
    private static final String KEYED = """
            keyed as (
                insert into idempotent_requests (customer_id, idempotency_key, fingerprint, order_id, accepted_at)
                values (?, ?, ?, ?, ?) on conflict do nothing returning order_id),
            """ + ORDER.formatted(OrderRow.COLUMNS, "select " + VALUES + " from keyed");

    private Additions() {}

    static Change of(Order order) {
        return new Change(PLAIN, parameters(order));
    }

    /** Nothing is added if the key of the request was used before. */
    static Change of(IdempotentRequest request, Order order) {
        var values = new ArrayList<@Nullable Object>();
        values.add(request.key().customerId());
        values.add(request.key().idempotencyKey());
        values.add(request.fingerprint());
        values.add(request.orderId());
        values.add(Columns.atUtc(request.acceptedAt()));
        values.addAll(parameters(order));
        return new Change(KEYED, values);
    }

    private static List<@Nullable Object> parameters(Order order) {
        var values = OrderRow.parameters(order);
        values.add(column(order, OrderLine::sku, String[]::new));
        values.add(column(order, OrderLine::name, String[]::new));
        values.add(column(order, OrderLine::quantity, Integer[]::new));
        values.add(column(order, line -> line.price().amount(), Long[]::new));
        values.add(column(order, line -> line.price().currency(), String[]::new));
        return values;
    }

    private static <T> T[] column(Order order, Function<OrderLine, T> value, IntFunction<T[]> array) {
        return order.lines().stream().map(value).toArray(array);
    }
}
