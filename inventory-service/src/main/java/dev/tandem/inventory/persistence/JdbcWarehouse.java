package dev.tandem.inventory.persistence;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    public void lock(Collection<UUID> orderIds, Collection<String> skus) {
        var orders = orderIds.toArray(UUID[]::new);
        jdbc.sql(LOCK_RESERVATIONS).param(orders).query(_ -> {});
        jdbc.sql(LOCK_PRODUCTS).param(skus.toArray(String[]::new)).param(orders).query(_ -> {});
    }

    @Override
    public boolean commit(UUID orderId) {
        return jdbc.sql(COMMIT).param(orderId).query(Long.class).single() == 1;
    }
}
