package dev.tandem.messaging.relay;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.database.AfterCommit;
import dev.tandem.local.proxy.FaultyProxy;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.Settings;
import dev.tandem.testing.infrastructure.Infrastructure;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The host of the database vanishes without notice, and another one is there at once for new connections. The
 * application ends with the test: its housekeeper notices the silence only after a minute, and would log it into
 * another test.
 */
@DirtiesContext
@SpringBootTest(
        classes = SilentDatabaseIT.Application.class,
        properties = {
            "spring.application.name=silence-test",
            "spring.config.import=classpath:database.yml",
            "logging.level.root=error"
        })
class SilentDatabaseIT {

    private static final Duration PROMISE = Duration.ofSeconds(30);
    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    @Autowired
    FaultyProxy proxy;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxRelay relay;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    NotingHandler handler;

    @Autowired
    ProducerFactory<?, ?> kafka;

    @Test
    void business_relay_standby_and_listener_recover_in_half_a_minute() {
        var pool = RelayProcess.dataSource(
                database.getJdbcUrl(), requireNonNull(database.getUsername()), requireNonNull(database.getPassword()));
        var standby = RelayProcess.relay(pool, Infrastructure.get().bootstrapServers(), Settings.DEFAULT);
        standby.start();
        try {
            var before = write();
            // The listener reads the topic from its beginning, and other tests have left thousands of messages there.
            await().atMost(CATCH_UP).until(() -> handler.handled.contains(before));

            proxy.silenceOpenConnections();
            await().atMost(PROMISE).until(this::isWrittenAndHandled);

            relay.stop();
            await().atMost(PROMISE).until(this::isWrittenAndHandled);
        } finally {
            standby.stop();
            pool.close();
        }
    }

    private boolean isWrittenAndHandled() {
        try {
            var order = write();
            await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(2)).until(() -> handler.handled.contains(order));
            return true;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private UUID write() {
        var order = UUID.randomUUID();
        transactions.executeWithoutResult(
                _ -> outbox.add(new StockReserved(order, List.of(new ReservationLine("MUG-BLUE", 1)))));
        return order;
    }

    /** Handles messages in the transaction of the inbox, so it needs the database. */
    static class NotingHandler implements MessageHandler<InventoryEvent> {

        private final Set<UUID> handled = ConcurrentHashMap.newKeySet();

        @Override
        public void handle(InventoryEvent message) {
            AfterCommit.run(() -> handled.add(message.orderId()));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        private final Database real = Infrastructure.get().newDatabase();
        private final URI address = URI.create(real.jdbcUrl().substring("jdbc:".length()));

        Application() {
            Settings.migrate(real, Settings.DEFAULT);
        }

        @Bean
        FaultyProxy proxy() {
            return FaultyProxy.to(address.getHost(), address.getPort());
        }

        @Bean
        JdbcConnectionDetails throughTheProxy(FaultyProxy proxy) {
            var url = "jdbc:postgresql://localhost:" + proxy.port() + address.getPath();
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return url;
                }

                @Override
                public String getUsername() {
                    return real.user();
                }

                @Override
                public String getPassword() {
                    return real.password();
                }
            };
        }

        @Bean
        KafkaConnectionDetails kafkaConnectionDetails() {
            return () -> List.of(Infrastructure.get().bootstrapServers());
        }

        @Bean
        NotingHandler notingHandler() {
            return new NotingHandler();
        }
    }
}
