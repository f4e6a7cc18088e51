package dev.tandem.inventory.persistence;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.ReservedUnits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reservations in PostgreSQL. */
@Repository
class JdbcReservations implements Reservations {

    private static final String FIND = """
            select order_id, status, asked_for,
                   array(select sku from reservation_lines line where line.order_id = reservations.order_id order by sku),
                   array(select quantity from reservation_lines line where line.order_id = reservations.order_id order by sku),
                   array(select sku from reservation_missing missing where missing.order_id = reservations.order_id)
            from reservations where order_id = ?""";

    private static final String FIND_KNOWN = "select order_id from reservations where order_id = any (?)";

    private static final String FIND_LOCKED = FIND + " for update";
    private static final String FIND_IF_FREE = FIND + " for update skip locked";

    private static final String FIND_OVERDUE = """
            select order_id from reservations
            where status = 'HELD' and held_since <= now() - make_interval(secs => ?)
            order by held_since offset ? limit ?""";

    private static final String ADD = """
            with reservation as (
                insert into reservations (order_id, status, asked_for, version) values (?, ?, ?, 0)
                on conflict do nothing returning order_id),
            line as (
                insert into reservation_lines (order_id, sku, quantity)
                select order_id, line.* from reservation, unnest(cast(? as text[]), cast(? as int[])) line),
            missing as (
                insert into reservation_missing (order_id, sku)
                select order_id, missing.* from reservation, unnest(cast(? as text[])) missing)
            select count(*) from reservation""";

    private static final String UPDATE = "update reservations set status = ?, version = version + 1 where order_id = ?";

    private final JdbcClient jdbc;

    JdbcReservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Reservation> findById(UUID orderId) {
        return find(FIND, orderId);
    }

    @Override
    public Set<UUID> findKnown(Collection<UUID> orderIds) {
        return jdbc.sql(FIND_KNOWN)
                .param(orderIds.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }

    @Override
    public Optional<Reservation> findLockedById(UUID orderId) {
        return find(FIND_LOCKED, orderId);
    }

    @Override
    public Optional<Reservation> findIfFree(UUID orderId) {
        return find(FIND_IF_FREE, orderId);
    }

    private Optional<Reservation> find(String sql, UUID orderId) {
        return jdbc.sql(sql).param(orderId).query(JdbcReservations::read).optional();
    }

    private static Reservation read(ResultSet row, int number) throws SQLException {
        var skus = (String[]) row.getArray(4).getArray();
        var quantities = (Integer[]) row.getArray(5).getArray();
        return Reservation.stored(
                row.getObject(1, UUID.class),
                ReservationStatus.valueOf(row.getString(2)),
                IntStream.range(0, skus.length)
                        .mapToObj(i -> new ReservedUnits(skus[i], quantities[i]))
                        .toList(),
                List.of((String[]) row.getArray(6).getArray()),
                row.getString(3));
    }

    @Override
    public List<UUID> findOverdue(Duration lifetime, int skip, int atMost) {
        return jdbc.sql(FIND_OVERDUE)
                .params(lifetime.toMillis() / 1e3, skip, atMost)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public boolean add(Reservation reservation) {
        var lines = reservation.lines();
        return jdbc.sql(ADD)
                        .params(reservation.orderId(), reservation.status().name())
                        .param(reservation.askedFor())
                        .param(lines.stream().map(ReservedUnits::sku).toArray(String[]::new))
                        .param(lines.stream().map(ReservedUnits::quantity).toArray(Integer[]::new))
                        .param(reservation.missingSkus().toArray(String[]::new))
                        .query(Long.class)
                        .single()
                == 1;
    }

    @Override
    public void update(Reservation reservation) {
        jdbc.sql(UPDATE)
                .params(reservation.status().name(), reservation.orderId())
                .update();
    }
}
