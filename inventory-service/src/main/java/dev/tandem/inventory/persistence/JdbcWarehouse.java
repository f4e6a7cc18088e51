package dev.tandem.inventory.persistence;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Changes reservations and products in one statement: a product that sells fast is locked for one round trip less per
 * line. All statements lock products in the order of their SKUs, which is that of Java's strings.
 */
@Repository
class JdbcWarehouse implements Warehouse {

    /**
     * What is available is read under the lock, in the latest version of each product; the updates write to the same
     * versions. An order that has a reservation locks no product: other transactions lock the reservation first.
     */
    private static final String RESERVE = """
            with requested as (
                select sku, quantity from unnest(cast(? as text[]), cast(? as int[])) line (sku, quantity)),
            locked as materialized (
                select sku, on_hand - reserved as available from products
                where sku in (select sku from requested)
                  and not exists (select from reservations where order_id = ?)
                order by sku collate "C" for no key update),
            missing as materialized (
                select sku from requested left join locked using (sku) where coalesce(available, 0) < quantity),
            reservation as (
                insert into reservations (order_id, status, asked_for, version)
                select ?, case when exists (select from missing) then 'REFUSED' else 'HELD' end, ?, 0
                on conflict do nothing returning order_id, status),
            line as (
                insert into reservation_lines (order_id, sku, quantity)
                select order_id, sku, quantity from reservation, requested where status = 'HELD'),
            lack as (
                insert into reservation_missing (order_id, sku) select order_id, sku from reservation, missing),
            stock as (
                update products set reserved = reserved + quantity from requested, reservation
                where products.sku = requested.sku and status = 'HELD')
            select status, array(select sku from missing) from reservation""";

    private static final String LOCK_AVAILABLE = """
            select sku, on_hand - reserved as available from products
            where sku = any (?) order by sku collate "C" for no key update""";

    /** The lines hold no product that is not locked. */
    private static final String ADD = """
            with reservation as (
                insert into reservations (order_id, status, asked_for, version)
                select order_id, status, asked_for, 0
                from unnest(cast(? as uuid[]), cast(? as text[]), cast(? as text[])) decided (order_id, status, asked_for)
                order by order_id),
            line as (
                insert into reservation_lines (order_id, sku, quantity)
                select * from unnest(cast(? as uuid[]), cast(? as text[]), cast(? as int[]))
                returning sku, quantity),
            missing as (
                insert into reservation_missing (order_id, sku)
                select * from unnest(cast(? as uuid[]), cast(? as text[])))
            update products set reserved = reserved + total
            from (select sku, sum(quantity) as total from line group by sku) held
            where products.sku = held.sku""";

    private static final String COMMIT = """
            with committed as (
                update reservations set status = 'COMMITTED', version = version + 1
                where order_id = ? and status = 'HELD' returning order_id),
            locked as materialized (
                select products.sku, quantity
                from committed join reservation_lines using (order_id) join products using (sku)
                order by products.sku collate "C" for no key update of products),
            stock as (
                update products set on_hand = on_hand - quantity, reserved = reserved - quantity from locked
                where products.sku = locked.sku)
            select count(*) from committed""";

    private static final String LOCK_RESERVATIONS =
            "select order_id from reservations where order_id = any (?) order by order_id for update";

    private static final String LOCK_PRODUCTS = """
            select sku from products
            where sku = any (?) or sku in (select sku from reservation_lines where order_id = any (?))
            order by sku collate "C" for no key update""";

    private static final String ADD_RELEASED = """
            insert into reservations (order_id, status, version)
            select order_id, 'RELEASED', 0 from unnest(cast(? as uuid[])) order_id order by order_id
            on conflict do nothing""";

    private final JdbcClient jdbc;

    JdbcWarehouse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Reservation> reserve(UUID orderId, List<ReservedUnits> requested) {
        return jdbc.sql(RESERVE)
                .param(requested.stream().map(ReservedUnits::sku).toArray(String[]::new))
                .param(requested.stream().map(ReservedUnits::quantity).toArray(Integer[]::new))
                .params(orderId, orderId, ReservedUnits.text(requested))
                .query((row, _) -> decided(orderId, requested, row))
                .optional();
    }

    private static Reservation decided(UUID orderId, List<ReservedUnits> requested, ResultSet row) throws SQLException {
        return switch (ReservationStatus.valueOf(row.getString(1))) {
            case HELD -> Reservation.held(orderId, requested);
            default ->
                Reservation.refused(
                        orderId, requested, List.of((String[]) row.getArray(2).getArray()));
        };
    }

    @Override
    public Map<String, Integer> lockAvailable(Collection<String> skus) {
        var available = new HashMap<String, Integer>();
        jdbc.sql(LOCK_AVAILABLE).param(skus.toArray(String[]::new)).query(row -> {
            available.put(row.getString(1), row.getInt(2));
        });
        return available;
    }

    @Override
    public void add(List<Reservation> decided) {
        var lines = rows(decided, Reservation::lines);
        var missing = rows(decided, Reservation::missingSkus);
        jdbc.sql(ADD)
                .param(column(decided, Reservation::orderId, UUID[]::new))
                .param(column(decided, reservation -> reservation.status().name(), String[]::new))
                .param(column(decided, Reservation::askedFor, String[]::new))
                .param(column(lines, Row::orderId, UUID[]::new))
                .param(column(lines, line -> line.content().sku(), String[]::new))
                .param(column(lines, line -> line.content().quantity(), Integer[]::new))
                .param(column(missing, Row::orderId, UUID[]::new))
                .param(column(missing, Row::content, String[]::new))
                .update();
    }

    /** A row that belongs to a reservation. */
    private record Row<T>(UUID orderId, T content) {}

    private static <T> List<Row<T>> rows(List<Reservation> decided, Function<Reservation, List<T>> contents) {
        return decided.stream()
                .flatMap(reservation ->
                        contents.apply(reservation).stream().map(each -> new Row<>(reservation.orderId(), each)))
                .toList();
    }

    private static <T, C> Object column(List<T> rows, Function<T, @Nullable C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    @Override
    public void lock(Collection<UUID> orderIds, Collection<String> skus, Collection<UUID> released) {
        var orders = orderIds.toArray(UUID[]::new);
        var unknown = new HashSet<>(released);
        jdbc.sql(LOCK_RESERVATIONS).param(orders).query(row -> {
            unknown.remove(row.getObject(1, UUID.class));
        });
        jdbc.sql(LOCK_PRODUCTS).param(skus.toArray(String[]::new)).param(orders).query(_ -> {});
        if (!unknown.isEmpty()) {
            jdbc.sql(ADD_RELEASED).param(unknown.toArray(UUID[]::new)).update();
        }
    }

    @Override
    public boolean commit(UUID orderId) {
        return jdbc.sql(COMMIT).param(orderId).query(Long.class).single() == 1;
    }
}
