package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentCaptured;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** A batch whose partitions move to another instance before it is finished. */
@SpringBootTest(
        classes = RebalanceIT.Application.class,
        properties = {
            "spring.application.name=rebalance-test",
            // A consumer that handles a batch for longer counts as dead, and its partitions are reassigned.
            "spring.kafka.consumer.properties.max.poll.interval.ms=1000",
            "logging.level.root=error"
        })
@RealInfrastructure
class RebalanceIT {

    private static final int MESSAGES = 20;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BusyHandler handler;

    @Autowired
    ConsumerFactory<String, byte[]> kafka;

    @Autowired
    Consumers consumers;

    @Autowired
    DeadLetterStore deadLetters;

    @Autowired
    TopicIds topicIds;

    @Autowired
    MessagingSettings settings;

    @Test
    void a_partition_that_moves_during_a_batch_keeps_order_and_inbox() throws Exception {
        var orders = Stream.generate(UUID::randomUUID).limit(10).toList();
        transactions.executeWithoutResult(_ -> IntStream.rangeClosed(1, MESSAGES)
                .forEach(number ->
                        orders.forEach(order -> outbox.add(new PaymentCaptured(order, new Money(number, "EUR"))))));
        handler.awaitBusy();

        var other = anotherInstance();
        other.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(this::someoneWaitsForTheMessageInWork);
            handler.goOn();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(handled()).hasSizeGreaterThanOrEqualTo(orders.size() * MESSAGES));
        } finally {
            other.stop();
        }

        assertThat(orders)
                .allSatisfy(order -> assertThat(handledOf(order))
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, MESSAGES).boxed().toList()));
    }

    private MessageListeners anotherInstance() {
        return new MessageListeners(
                kafka,
                consumers.all(),
                ConsumerErrors.handler(deadLetters, topicIds, settings),
                settings,
                new SimpleMeterRegistry(),
                "rebalance-test");
    }

    /**
     * Whether the other instance has received the same message, and waits for its inbox entry in an open transaction.
     */
    private boolean someoneWaitsForTheMessageInWork() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity where datname = current_database()
                            and wait_event_type = 'Lock' and query like '%insert into messaging.inbox%')""").query(Boolean.class).single();
    }

    private List<Integer> handled() {
        return jdbc.sql("select number from handled")
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private List<Integer> handledOf(UUID order) {
        return jdbc.sql("select number from handled where order_id = ? order by position")
                .param(order)
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /**
     * Records the messages that it handles, in the transaction of the inbox, and takes very long for one in the middle.
     */
    static class BusyHandler implements MessageHandler<PaymentEvent> {

        private static final int MIDDLE = MESSAGES / 2;

        private final JdbcClient jdbc;
        private final AtomicBoolean hasBeenBusy = new AtomicBoolean();
        private final CountDownLatch busy = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        BusyHandler(JdbcClient jdbc, Database database) {
            this.jdbc = jdbc;
            database.asOwner(
                    "create table handled (position bigserial, order_id uuid not null, number bigint not null)");
        }

        void awaitBusy() throws InterruptedException {
            busy.await();
        }

        void goOn() {
            goOn.countDown();
        }

        @Override
        public void handle(PaymentEvent message) {
            var captured = (PaymentCaptured) message;
            var number = captured.amount().amount();
            jdbc.sql("insert into handled (order_id, number) values (?, ?)")
                    .params(captured.orderId(), number)
                    .update();
            if (number == MIDDLE && hasBeenBusy.compareAndSet(false, true)) {
                busy.countDown();
                await(goOn);
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        BusyHandler busyHandler(JdbcClient jdbc, Database database) {
            return new BusyHandler(jdbc, database);
        }
    }
}
