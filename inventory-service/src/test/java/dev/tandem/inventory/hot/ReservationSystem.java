package dev.tandem.inventory.hot;

import dev.tandem.inventory.InventoryServiceApplication;
import dev.tandem.inventory.application.ReserveStock;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.local.server.KafkaBroker;
import dev.tandem.local.server.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * inventory-service twice, with one durable PostgreSQL: as it is, and with a transaction for each order. Without HTTP;
 * the relays and the consumers are stopped.
 */
final class ReservationSystem implements AutoCloseable {

    static final String HOT = "HOT";
    static final int PARTS = 10;
    static final int OTHERS = 1000;

    private static final int PIECES = 1_000_000_000;

    private final PostgresServer postgres = PostgresServer.with(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "shared_buffers", "512MB",
            // A checkpoint during one trial would distort the comparison.
            "max_wal_size", "8GB",
            "checkpoint_timeout", "1h"));
    private final KafkaBroker kafka = KafkaBroker.forTests();
    private final ConfigurableApplicationContext combining = start();
    private final ConfigurableApplicationContext plain = start("--tandem.reservations.most-together=1");
    private final JdbcClient jdbc = combining.getBean(JdbcClient.class);
    private final UnitRows unitRows = new UnitRows(plain);

    ReservationSystem() {
        jdbc.sql("""
                insert into products (sku, name, price_amount, price_currency, on_hand)
                select sku, sku, 100, 'EUR', ? from unnest(cast(? as text[])) sku""").params(PIECES, skus()).update();
        unitRows.create();
    }

    private ConfigurableApplicationContext start(String... settings) {
        var service = new SpringApplicationBuilder(InventoryServiceApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(
                        context -> context.getBeanFactory().registerSingleton("productionOnly", new ProductionOnly()))
                .run(Stream.concat(
                                Stream.of(
                                        "--spring.datasource.url=" + postgres.jdbcUrl("postgres"),
                                        "--spring.datasource.username=postgres",
                                        "--tandem.database.migrate=true",
                                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--tandem.warm-up.enabled=false",
                                        "--logging.level.dev.tandem=warn"),
                                Stream.of(settings))
                        .toArray(String[]::new));
        service.stop();
        return service;
    }

    private static String[] skus() {
        return Stream.of(
                        Stream.of(HOT),
                        Stream.iterate(0, i -> i < PARTS, i -> i + 1).map(ReservationSystem::part),
                        Stream.iterate(0, i -> i < OTHERS, i -> i + 1).map(ReservationSystem::other))
                .flatMap(each -> each)
                .toArray(String[]::new);
    }

    /** A counter of a product that is split into ten. */
    static String part(int number) {
        return HOT + "-" + number;
    }

    static String other(int number) {
        return "OTHER-" + number;
    }

    /** Makes the tables as small as before the last trial. */
    void reset() {
        jdbc.sql("truncate reservations cascade").update();
        jdbc.sql("vacuum products").update();
        unitRows.fill();
    }

    void reserveCombined(String sku) {
        reserve(combining, sku);
    }

    void reservePlain(String sku) {
        reserve(plain, sku);
    }

    void reserveUnit() {
        unitRows.reserve(HOT);
    }

    private static void reserve(ConfigurableApplicationContext service, String sku) {
        var reservation =
                service.getBean(ReserveStock.class).reserve(UUID.randomUUID(), List.of(new ReservedUnits(sku, 1)));
        if (!reservation.isHeld()) {
            throw new IllegalStateException(sku + " is " + reservation.status());
        }
    }

    @Override
    public void close() {
        plain.close();
        combining.close();
        kafka.close();
        postgres.close();
    }
}
