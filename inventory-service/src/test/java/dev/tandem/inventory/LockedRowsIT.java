package dev.tandem.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.HttpCaller;
import dev.tandem.consumercontracts.HttpCaller.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A transaction that stays open keeps a product locked. */
class LockedRowsIT extends RunningInventoryService {

    /** How long a customer waits. */
    private static final Duration BUDGET = Duration.ofSeconds(2);

    private static final String MUG = "MUG-BLUE";
    private static final String BAG = "BAG-CANVAS";

    @LocalServerPort
    int port;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    DataSource connections;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Connection holder;
    private JdbcClient observer;

    @BeforeEach
    void open_a_transaction() throws SQLException {
        jdbc.sql("update products set on_hand = 1000, reserved = 0 where sku in (?, ?)")
                .params(MUG, BAG)
                .update();
        var source = new DriverManagerDataSource(
                database.getJdbcUrl(), requireNonNull(database.getUsername()), requireNonNull(database.getPassword()));
        observer = JdbcClient.create(source);
        holder = source.getConnection();
        holder.setAutoCommit(false);
    }

    @AfterEach
    void close_the_transaction() throws SQLException {
        holder.close();
        threads.close();
    }

    @Test
    void a_reservation_of_a_locked_product_fails_and_can_be_retried() throws SQLException {
        lockTheMug();
        var orderId = UUID.randomUUID();

        assertThat(reserve(orderId, MUG).status()).isEqualTo(503);
        assertThat(jdbc.sql("select count(*) from reservations where order_id = ?")
                        .param(orderId)
                        .query(Long.class)
                        .single())
                .isZero();

        holder.rollback();
        assertThat(reserve(orderId, MUG).status()).isEqualTo(200);
        assertThat(reserved(MUG)).isEqualTo(1);
    }

    @Test
    void other_products_are_reserved_while_twelve_orders_wait() throws Exception {
        lockTheMug();
        var waiting = Stream.generate(() -> threads.submit(() -> reserve(UUID.randomUUID(), MUG)))
                .limit(12)
                .toList();
        await().pollInterval(Duration.ofMillis(10)).until(this::isALockAwaited);

        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), BAG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).contains("RESERVED");
                });
        assertThat(waiting).allSatisfy(order -> assertThat(order.get().status()).isEqualTo(503));
        assertThat(reserved(MUG)).isZero();

        holder.rollback();
        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), MUG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void prices_are_read_while_each_other_connection_is_in_use() throws Exception {
        var taken = takeEveryConnection();
        try {
            assertThat(threads.submit(this::readTheCatalogue))
                    .succeedsWithin(BUDGET)
                    .isEqualTo(200);
        } finally {
            taken.forEach(connection -> DataSourceUtils.releaseConnection(connection, null));
        }
    }

    @Test
    void a_locked_table_delays_no_call_beyond_the_budget() throws Exception {
        holder.createStatement().execute("lock table products");

        assertThat(threads.submit(this::readTheCatalogue))
                .succeedsWithin(BUDGET)
                .isEqualTo(503);
        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), BAG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(503));

        holder.rollback();
        assertThat(threads.submit(this::readTheCatalogue))
                .succeedsWithin(BUDGET)
                .isEqualTo(200);
        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), BAG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void other_reservations_expire_while_one_product_is_locked() throws SQLException {
        var mug = order(MUG);
        var bag = order(BAG);
        lockTheMug();
        jdbc.sql("update reservations set held_since = held_since - interval '20 minutes' where order_id in (?, ?)")
                .params(mug, bag)
                .update();

        await().untilAsserted(() -> assertThat(statusOf(bag)).isEqualTo("EXPIRED"));
        assertThat(statusOf(mug)).isEqualTo("HELD");

        holder.rollback();
        await().untilAsserted(() -> assertThat(statusOf(mug)).isEqualTo("EXPIRED"));
    }

    private void lockTheMug() throws SQLException {
        holder.createStatement().execute("update products set name = name where sku = '" + MUG + "'");
    }

    private boolean isALockAwaited() {
        return observer.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private List<Connection> takeEveryConnection() {
        var taken = new ArrayList<Connection>();
        try {
            while (true) {
                taken.add(DataSourceUtils.getConnection(connections));
            }
        } catch (CannotGetJdbcConnectionException noneLeft) {
            return taken;
        }
    }

    private int readTheCatalogue() {
        return http.get()
                .uri("/internal/products?sku=" + BAG)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private Answer reserve(UUID orderId, String sku) {
        var request = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(sku);
        return new HttpCaller("http://localhost:" + port).put("/internal/reservations/" + orderId, request);
    }

    private UUID order(String sku) {
        var orderId = UUID.randomUUID();
        assertThat(reserve(orderId, sku).status()).isEqualTo(200);
        return orderId;
    }
}
