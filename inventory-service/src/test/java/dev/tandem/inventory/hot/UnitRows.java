package dev.tandem.inventory.hot;

import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.messaging.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An alternative: each piece of a product is a row, and a reservation takes one that no other transaction has locked. */
final class UnitRows {

    private static final int ROWS = 100_000;

    private static final String RESERVE = """
            with unit as (
                select id from units where sku = ? and order_id is null limit 1 for update skip locked),
            taken as (update units set order_id = ? from unit where units.id = unit.id returning sku),
            reservation as (
                insert into reservations (order_id, status, asked_for, version)
                select ?, 'HELD', sku, 0 from taken returning order_id)
            insert into reservation_lines (order_id, sku, quantity) select order_id, sku, 1 from reservation, taken""";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final TransactionTemplate transactions;

    UnitRows(ApplicationContext service) {
        this.jdbc = service.getBean(JdbcClient.class);
        this.outbox = service.getBean(Outbox.class);
        this.transactions = service.getBean(TransactionTemplate.class);
    }

    void create() {
        jdbc.sql("create table units (id bigserial primary key, sku text not null, order_id uuid)")
                .update();
        jdbc.sql("create index on units (sku, id) where order_id is null").update();
    }

    void fill() {
        jdbc.sql("truncate units").update();
        jdbc.sql("insert into units (sku) select ? from generate_series(1, ?)")
                .params(ReservationSystem.HOT, ROWS)
                .update();
        jdbc.sql("vacuum analyze units").update();
    }

    void reserve(String sku) {
        var order = UUID.randomUUID();
        transactions.executeWithoutResult(_ -> {
            if (jdbc.sql(RESERVE).params(sku, order, order).update() != 1) {
                throw new IllegalStateException("no unit is left");
            }
            outbox.add(new StockReserved(order, List.of(new ReservationLine(sku, 1))));
        });
    }
}
