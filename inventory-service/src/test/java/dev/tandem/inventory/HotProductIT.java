package dev.tandem.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.inventory.hot.ProductionOnly;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two hundred orders of a product at once, at two instances of the service with one database. With {@code
 * -Dtandem.full=true}, twenty times.
 */
class HotProductIT extends RunningInventoryService {

    private static final int TIMES = Boolean.getBoolean("tandem.full") ? 20 : 3;
    private static final int ORDERS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String HOT = "CAP-BLACK";
    private static final String OTHER = "BAG-CANVAS";

    private static ConfigurableApplicationContext second;

    @LocalServerPort
    int port;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Answer(UUID order, int status, String body, Duration taken) {

        boolean isReserved() {
            return body.contains("\"RESERVED\"");
        }
    }

    @BeforeAll
    static void a_second_instance(@Autowired JdbcConnectionDetails database, @Autowired KafkaConnectionDetails kafka) {
        second = new SpringApplicationBuilder(InventoryServiceApplication.class)
                .initializers(
                        context -> context.getBeanFactory().registerSingleton("productionOnly", new ProductionOnly()))
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.getJdbcUrl(),
                        "--spring.datasource.username=" + database.getUsername(),
                        "--spring.datasource.password=" + database.getPassword(),
                        "--spring.kafka.bootstrap-servers="
                                + kafka.getBootstrapServers().getFirst(),
                        "--tandem.warm-up.enabled=false");
    }

    @AfterAll
    static void ends() {
        second.close();
    }

    @BeforeEach
    void both_instances_are_warm() throws Exception {
        stock(100, HOT, OTHER);
        atOnce(i -> lines(i % 2 == 0 ? HOT : OTHER));
    }

    @Test
    void a_hundred_pieces_are_sold_exactly_and_all_orders_answered_within_two_seconds() throws Exception {
        for (var time = 1; time <= TIMES; time++) {
            stock(100, HOT);
            var answers = atOnce(_ -> lines(HOT));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers).filteredOn(Answer::isReserved).hasSize(100);
            assertThat(answers)
                    .filteredOn(answer -> answer.body().contains("\"OUT_OF_STOCK\""))
                    .hasSize(100);
            assertThat(answers).extracting(Answer::taken).allMatch(taken -> taken.compareTo(LIMIT) <= 0);
            assertSold(answers, 100, HOT);
        }
    }

    @Test
    void orders_of_two_hot_products_get_all_or_none_and_leave_nothing() throws Exception {
        for (var time = 1; time <= TIMES; time++) {
            stock(60, HOT, OTHER);
            var answers = atOnce(i -> switch (i % 3) {
                case 0 -> lines(HOT);
                case 1 -> lines(OTHER);
                default -> lines(HOT, OTHER);
            });

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertSold(answers, 60, HOT);
            assertSold(answers, 60, OTHER);
        }
    }

    @Test
    void orders_over_kafka_and_over_rest_share_the_pieces() throws Exception {
        stock(150, HOT);
        var commanded = IntStream.range(0, 100).mapToObj(_ -> UUID.randomUUID()).toList();
        transactions.executeWithoutResult(_ ->
                commanded.forEach(order -> outbox.add(new ReserveStock(order, List.of(new ReservationLine(HOT, 1))))));
        var answers = atOnce(_ -> lines(HOT));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        await().untilAsserted(() -> assertThat(decided(commanded)).isEqualTo(100));
        assertThat(reserved(HOT)).isEqualTo(150);
        assertThat(linesOf(HOT, commanded) + linesOf(HOT, orders(answers))).isEqualTo(150);
    }

    @Test
    void the_same_order_twenty_times_at_both_instances_is_reserved_once() throws Exception {
        stock(100, HOT);
        var order = UUID.randomUUID();
        var answers = atOnce(i -> lines(HOT), i -> i % 10 == 0 ? order : UUID.randomUUID());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream()
                        .filter(answer -> answer.order().equals(order))
                        .map(Answer::body)
                        .distinct())
                .hasSize(1);
        assertSold(answers, 100, HOT);
    }

    private void assertSold(List<Answer> answers, int pieces, String sku) {
        assertThat(reserved(sku)).isEqualTo(pieces);
        assertThat(linesOf(sku, orders(answers))).isEqualTo(pieces);
    }

    private static List<UUID> orders(List<Answer> answers) {
        return answers.stream().map(Answer::order).distinct().toList();
    }

    private long linesOf(String sku, List<UUID> orders) {
        return jdbc.sql("""
                        select coalesce(sum(quantity), 0) from reservation_lines join reservations using (order_id)
                        where sku = ? and status = 'HELD' and order_id = any (?)""")
                .params(sku, orders.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private long decided(List<UUID> orders) {
        return jdbc.sql("select count(*) from reservations where order_id = any (?)")
                .param(orders.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private void stock(int pieces, String... skus) {
        jdbc.sql("update products set on_hand = ?, reserved = 0 where sku = any (?)")
                .params(pieces, skus)
                .update();
    }

    private static String lines(String... skus) {
        return List.of(skus).stream()
                .map(sku -> "{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku))
                .collect(Collectors.joining(", ", "{\"lines\": [", "]}"));
    }

    private List<Answer> atOnce(IntFunction<String> body) throws InterruptedException {
        return atOnce(body, _ -> UUID.randomUUID());
    }

    private List<Answer> atOnce(IntFunction<String> body, IntFunction<UUID> order) throws InterruptedException {
        var ports =
                List.of(port, requireNonNull(second.getEnvironment().getProperty("local.server.port", Integer.class)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, ORDERS)
                    .<Callable<Answer>>mapToObj(i -> () -> reserve(ports.get(i % 2), order.apply(i), body.apply(i)))
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private Answer reserve(int instance, UUID order, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + instance + "/internal/reservations/" + order))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        var begin = System.nanoTime();
        var response = client.send(request, BodyHandlers.ofString());
        return new Answer(order, response.statusCode(), response.body(), Duration.ofNanos(System.nanoTime() - begin));
    }
}
