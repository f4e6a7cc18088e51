package dev.tandem.order.persistence;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.Orders;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Orders in PostgreSQL. Each statement reads or writes an order with its lines. */
@Repository
class JdbcOrders implements Orders {

    private static final String ADD = """
            with placed as (
                insert into orders (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id)
            insert into order_lines (order_id, position, sku, name, quantity, price_amount, price_currency)
            select id, position - 1, sku, name, quantity, price_amount, price_currency
            from placed, unnest(cast(? as text[]), cast(? as text[]), cast(? as int[]), cast(? as bigint[]), cast(? as text[]))
                with ordinality line (sku, name, quantity, price_amount, price_currency, position)""".formatted(OrderRow.COLUMNS);

    private static final String UPDATE = """
            update orders
            set status = ?, next_step = ?, transport = ?, rejection_reason = ?, changed_at = ?, claimed_until = ?, version = ?
            where id = ? and version = ?""";

    private static final String SELECT = """
            select %s, skus, names, quantities, amounts, currencies
            from orders, lateral (
                select array_agg(sku order by position) as skus, array_agg(name order by position) as names,
                       array_agg(quantity order by position) as quantities,
                       array_agg(price_amount order by position) as amounts,
                       array_agg(price_currency order by position) as currencies
                from order_lines where order_id = orders.id) line""".formatted(OrderRow.COLUMNS);

    private static final String FIND = SELECT + " where id = ?";
    private static final String FIND_LOCKED = FIND + " for update of orders";
    private static final String LOCK = "select id from orders where id = any (?) order by id for update";
    private static final String FIND_ALL = SELECT + " where id = any (?)";

    private static final String FIND_PAGE = SELECT + """

            where (cast(? as text) is null or customer_id = ?)
               and (cast(? as uuid) is null
                    or (placed_at, id) < (select after.placed_at, after.id from orders after where after.id = ?))
            order by placed_at desc, id desc limit ?""";

    /** Counts as a change, so that a request that outlasts its claim does not write over the new one. */
    private static final String CLAIM = """
            update orders set claimed_until = now() + make_interval(secs => ?), version = version + 1
            where id in (
                select id from orders
                where status = 'PENDING' and claimed_until <= now()
                order by claimed_until limit ?
                for update skip locked)
            returning id""";

    private final JdbcClient jdbc;

    JdbcOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Order order) {
        jdbc.sql(ADD)
                .params(OrderRow.parameters(order))
                .param(column(order, OrderLine::sku, String[]::new))
                .param(column(order, OrderLine::name, String[]::new))
                .param(column(order, OrderLine::quantity, Integer[]::new))
                .param(column(order, line -> line.price().amount(), Long[]::new))
                .param(column(order, line -> line.price().currency(), String[]::new))
                .update();
    }

    private static <T> T[] column(Order order, Function<OrderLine, T> value, IntFunction<T[]> array) {
        return order.lines().stream().map(value).toArray(array);
    }

    @Override
    public boolean update(Order order) {
        return jdbc.sql(UPDATE)
                        .params(OrderRow.changes(order))
                        .params(order.id(), order.version() - 1)
                        .update()
                == 1;
    }

    @Override
    public Optional<Order> findById(UUID id) {
        return jdbc.sql(FIND).param(id).query(OrderRow::read).optional();
    }

    @Override
    public Optional<Order> findLockedById(UUID id) {
        return jdbc.sql(FIND_LOCKED).param(id).query(OrderRow::read).optional();
    }

    @Override
    public List<Order> findAll(Collection<UUID> ids) {
        return jdbc.sql(FIND_ALL)
                .param(ids.toArray(UUID[]::new))
                .query(OrderRow::read)
                .list();
    }

    @Override
    public void lock(Collection<UUID> ids) {
        jdbc.sql(LOCK).param(ids.toArray(UUID[]::new)).query(_ -> {});
    }

    @Override
    public List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit) {
        return jdbc.sql(FIND_PAGE)
                .param(customerId)
                .param(customerId)
                .param(after)
                .param(after)
                .param(limit)
                .query(OrderRow::read)
                .list();
    }

    @Override
    public List<UUID> claimAbandoned(Duration lease, int atMost) {
        return jdbc.sql(CLAIM)
                .params(lease.toMillis() / 1e3, atMost)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }
}
