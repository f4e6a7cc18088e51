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
    private Connection lunch;
    private JdbcClient observer;

    @BeforeEach
    void somebody_has_opened_a_transaction() throws SQLException {
        jdbc.sql("update products set on_hand = 1000, reserved = 0 where sku in (?, ?)")
                .params(MUG, BAG)
                .update();
        var apart = new DriverManagerDataSource(
                database.getJdbcUrl(), requireNonNull(database.getUsername()), requireNonNull(database.getPassword()));
        observer = JdbcClient.create(apart);
        lunch = apart.getConnection();
        lunch.setAutoCommit(false);
    }

    @AfterEach
    void and_comes_back() throws SQLException {
        lunch.close();
        threads.close();
    }

    @Test
    void a_reservation_of_a_locked_product_is_refused_and_may_be_tried_again() throws SQLException {
        lockTheMug();
        var orderId = UUID.randomUUID();

        assertThat(reserve(orderId, MUG).status()).isEqualTo(503);
        assertThat(jdbc.sql("select count(*) from reservations where order_id = ?")
                        .param(orderId)
                        .query(Long.class)
                        .single())
                .isZero();

        lunch.rollback();
        assertThat(reserve(orderId, MUG).status()).isEqualTo(200);
        assertThat(reserved(MUG)).isEqualTo(1);
    }

    @Test
    void other_products_are_reserved_while_twelve_orders_wait_for_a_locked_one() throws Exception {
        lockTheMug();
        var waiting = Stream.generate(() -> threads.submit(() -> reserve(UUID.randomUUID(), MUG)))
                .limit(12)
                .toList();
        await().pollInterval(Duration.ofMillis(10)).until(this::someoneWaitsForTheMug);

        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), BAG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).contains("RESERVED");
                });
        assertThat(waiting).allSatisfy(order -> assertThat(order.get().status()).isEqualTo(503));
        assertThat(reserved(MUG)).isZero();

        lunch.rollback();
        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), MUG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void prices_are_read_while_each_other_connection_is_in_use() throws Exception {
        var taken = takeEachConnection();
        try {
            assertThat(threads.submit(this::readTheCatalogue))
                    .succeedsWithin(BUDGET)
                    .isEqualTo(200);
        } finally {
            taken.forEach(connection -> DataSourceUtils.releaseConnection(connection, null));
        }
    }

    @Test
    void a_locked_table_lets_nothing_wait_for_longer_than_a_customer() throws Exception {
        lunch.createStatement().execute("lock table products");

        assertThat(threads.submit(this::readTheCatalogue))
                .succeedsWithin(BUDGET)
                .isEqualTo(503);
        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), BAG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(503));

        lunch.rollback();
        assertThat(threads.submit(this::readTheCatalogue))
                .succeedsWithin(BUDGET)
                .isEqualTo(200);
        assertThat(threads.submit(() -> reserve(UUID.randomUUID(), BAG)))
                .succeedsWithin(BUDGET)
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void reservations_of_other_products_expire_while_one_product_is_locked() throws SQLException {
        var mug = order(MUG);
        var bag = order(BAG);
        lockTheMug();
        jdbc.sql("update reservations set held_since = held_since - interval '20 minutes' where order_id in (?, ?)")
                .params(mug, bag)
                .update();

        await().untilAsserted(() -> assertThat(statusOf(bag)).isEqualTo("EXPIRED"));
        assertThat(statusOf(mug)).isEqualTo("HELD");

        lunch.rollback();
        await().untilAsserted(() -> assertThat(statusOf(mug)).isEqualTo("EXPIRED"));
    }

    private void lockTheMug() throws SQLException {
        lunch.createStatement().execute("update products set name = name where sku = '" + MUG + "'");
    }

    private boolean someoneWaitsForTheMug() {
        return observer.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private List<Connection> takeEachConnection() {
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

    private int reserved(String sku) {
        return jdbc.sql("select reserved from products where sku = ?")
                .param(sku)
                .query(Integer.class)
                .single();
    }

    private String statusOf(UUID orderId) {
        return jdbc.sql("select status from reservations where order_id = ?")
                .param(orderId)
                .query(String.class)
                .single();
    }
}
