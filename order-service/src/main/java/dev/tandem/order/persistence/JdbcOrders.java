package dev.tandem.order.persistence;

import dev.tandem.database.Change;
import dev.tandem.order.application.OrderEvents;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.sealing.TokenSealer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Orders in PostgreSQL. Each statement reads or writes an order with its lines. */
@Repository
class JdbcOrders implements Orders {

    private static final String UPDATE = """
            changed as (
                update orders
                set status = ?, next_step = ?, transport = ?, rejection_reason = ?, changed_at = ?, claimed_until = ?,
                    version = ?, sealed_token = ?, payment_token = null
                where id = ? and version = ?
                returning id)""";

    private static final String SELECT_FROM = "select " + OrderRow.ALL_COLUMNS + """
            , skus, names, quantities, amounts, currencies
            from %s orders, lateral (
                select array_agg(sku order by position) as skus, array_agg(name order by position) as names,
                       array_agg(quantity order by position) as quantities,
                       array_agg(price_amount order by position) as amounts,
                       array_agg(price_currency order by position) as currencies
                from order_lines where order_id = orders.id) line""";

    private static final String SELECT = SELECT_FROM.formatted("");

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
            with claimed as (
                update orders set claimed_until = now() + make_interval(secs => ?), version = version + 1
                where id in (
                    select id from orders
                    where status = 'PENDING' and claimed_until <= now()
                    order by claimed_until limit ?
                    for update skip locked)
                returning *)
            """ + SELECT_FROM.formatted("claimed");

    private final JdbcClient jdbc;
    private final OrderEvents events;
    private final RowMapper<Order> rows;

    JdbcOrders(JdbcClient jdbc, OrderEvents events, TokenSealer sealer) {
        this.jdbc = jdbc;
        this.events = events;
        this.rows = (row, _) -> OrderRow.read(row, sealer);
    }

    @Override
    public void add(Order order, Set<Effect> effects) {
        events.publish(order, effects, Additions.of(order));
    }

    @Override
    public boolean update(Order order, Set<Effect> effects) {
        var parameters = new ArrayList<@Nullable Object>(OrderRow.changes(order));
        parameters.add(order.id());
        parameters.add(order.version() - 1);
        return events.publish(order, effects, new Change(UPDATE, parameters));
    }

    @Override
    public Optional<Order> findById(UUID id) {
        return jdbc.sql(FIND).param(id).query(rows).optional();
    }

    @Override
    public Optional<Order> findLockedById(UUID id) {
        return jdbc.sql(FIND_LOCKED).param(id).query(rows).optional();
    }

    @Override
    public List<Order> findAll(Collection<UUID> ids) {
        return jdbc.sql(FIND_ALL).param(ids.toArray(UUID[]::new)).query(rows).list();
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
                .query(rows)
                .list();
    }

    @Override
    public List<Order> claimAbandoned(Duration lease, int atMost) {
        return jdbc.sql(CLAIM)
                .params(lease.toMillis() / 1e3, atMost)
                .query(rows)
                .list();
    }
}
