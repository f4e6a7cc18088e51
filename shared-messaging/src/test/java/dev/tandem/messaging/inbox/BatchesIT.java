package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.MessagingDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Messages that have arrived together. */
class BatchesIT {

    private final MessagingDatabase database = new MessagingDatabase();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final NotingHandler handler = new NotingHandler();
    private final TopicIds topicIds = mock();
    private final IncomingMessages<InventoryEvent> incoming =
            PlainConsumer.of("batches", handler, database.dataSource(), topicIds, meters);

    private final UUID ada = UUID.randomUUID();
    private final UUID grace = UUID.randomUUID();
    private long offset;

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class That_can_all_be_handled {

        @Test
        void share_a_transaction() {
            incoming.receive(List.of(released(ada), released(grace)));

            assertThat(handler.handled).containsExactly(ada, grace);
            assertThat(handler.transactions).hasSize(1);
            assertThat(remembered()).isEqualTo(2);
        }

        @Test
        void have_their_locks_prepared_before_the_first_is_handled() {
            incoming.receive(List.of(released(ada), released(grace)));

            assertThat(handler.prepared).containsExactly(ada, grace);
            assertThat(handler.handledBeforePrepared).isZero();
        }

        @Test
        void are_handled_once_if_they_arrive_again() {
            var messages = List.of(released(ada), released(grace));
            incoming.receive(messages);
            incoming.receive(messages);

            assertThat(handler.handled).containsExactly(ada, grace);
        }

        @Test
        void are_handled_in_their_order_however_many_there_are() {
            var orders = new ArrayList<UUID>();
            var messages = new ArrayList<ConsumerRecord<String, byte[]>>();
            for (var i = 0; i < 120; i++) {
                orders.add(UUID.randomUUID());
                messages.add(released(orders.getLast()));
            }
            incoming.receive(messages);

            assertThat(handler.handled).isEqualTo(orders);
            assertThat(handler.transactions).as("at most fifty in each").hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Nested
    class One_of_which_fails {

        @Test
        void are_handled_each_in_a_transaction_of_its_own_up_to_that_one() {
            handler.failing.add(grace);
            var messages = List.of(released(ada), released(grace), released(ada));

            assertThatThrownBy(() -> incoming.receive(messages))
                    .isInstanceOfSatisfying(
                            BatchListenerFailedException.class,
                            failed -> assertThat(failed.getRecord()).isSameAs(messages.get(1)));
            assertThat(remembered()).as("the first one").isOne();

            handler.failing.clear();
            handler.handled.clear();
            incoming.receive(messages.subList(1, 3));
            assertThat(handler.handled).containsExactly(grace, ada);
        }
    }

    @Nested
    class One_of_which_fails_after_others_that_are_passed_over {

        @Test
        void have_these_counted_once_although_those_behind_it_arrive_again() {
            handler.failing.add(grace);
            handler.irrelevant.add(ada);
            var messages = List.of(
                    message(ada, "inventory.stock-committed.v1", "{}"),
                    released(ada),
                    released(UUID.randomUUID()),
                    released(grace),
                    message(ada, "inventory.stock-committed.v1", "{}"),
                    message(ada, "inventory.stock-counted.v1", "{}"));

            for (var attempt = 0; attempt < 3; attempt++) {
                var rest = attempt == 0 ? messages : messages.subList(3, 6);
                assertThatThrownBy(() -> incoming.receive(rest)).isInstanceOf(BatchListenerFailedException.class);
            }
            assertThat(leftOut("inventory.stock-committed.v1")).isOne();
            assertThat(leftOut("inventory.stock-released.v1")).isOne();
            assertThat(skipped("inventory.stock-counted.v1")).isZero();

            handler.failing.clear();
            incoming.receive(messages.subList(3, 6));
            assertThat(leftOut("inventory.stock-committed.v1")).isEqualTo(2);
            assertThat(skipped("inventory.stock-counted.v1")).isOne();
        }
    }

    @Nested
    class One_of_which_has_failed_before {

        @Test
        void share_no_transaction() {
            handler.failing.add(grace);
            var messages = List.of(released(grace), released(ada));
            assertThatThrownBy(() -> incoming.receive(messages)).isInstanceOf(BatchListenerFailedException.class);
            handler.failing.clear();
            handler.transactions.clear();

            incoming.receive(messages);
            assertThat(handler.handled).containsExactly(grace, ada);
            assertThat(handler.transactions).hasSize(2);
        }
    }

    @Nested
    class Of_which_the_handler_cannot_tell_whether_they_are_relevant {

        @Test
        void are_all_handled() {
            handler.undecidable.add(grace);
            incoming.receive(List.of(released(ada), released(grace)));

            assertThat(handler.handled).containsExactly(ada, grace);
        }
    }

    @Nested
    class Of_a_type_that_never_concerns_the_handler {

        @Test
        void are_neither_read_nor_remembered_but_counted() {
            incoming.receive(List.of(message(ada, "inventory.stock-committed.v1", "no JSON"), released(grace)));

            assertThat(handler.handled).containsExactly(grace);
            assertThat(remembered()).isOne();
            assertThat(leftOut("inventory.stock-committed.v1")).isOne();
        }
    }

    @Nested
    class That_change_nothing {

        @Test
        void are_neither_handled_nor_remembered_but_counted() {
            handler.irrelevant.add(ada);
            incoming.receive(List.of(released(ada), released(grace)));

            assertThat(handler.handled).containsExactly(grace);
            assertThat(remembered()).isOne();
            assertThat(leftOut("inventory.stock-released.v1")).isOne();
        }

        @Test
        void are_handled_behind_a_message_with_the_same_key_that_changes_something() {
            handler.relevantOnce.add(ada);
            incoming.receive(List.of(released(ada), released(ada)));

            assertThat(handler.handled).containsExactly(ada, ada);
        }
    }

    /** Such as an instance that handles a single message, for which nothing is prepared. */
    @Nested
    class That_need_locks_which_another_transaction_takes_in_another_order {

        @BeforeEach
        void createOrders() {
            database.asOwner("create table orders (id uuid primary key)");
            database.jdbc()
                    .sql("insert into orders values (?), (?)")
                    .params(ada, grace)
                    .update();
        }

        @Test
        void give_way_before_there_is_a_deadlock_and_are_handled_one_by_one() throws Exception {
            try (var thread = Executors.newSingleThreadExecutor();
                    var other = database.connection()) {
                other.setAutoCommit(false);
                lock(other, grace);
                var locked = new ArrayList<Future<?>>();
                handler.locks = order -> {
                    database.jdbc()
                            .sql("select id from orders where id = ? for update")
                            .param(order)
                            .query(UUID.class)
                            .single();
                    if (locked.isEmpty()) {
                        locked.add(thread.submit(() -> {
                            lock(other, ada);
                            other.commit();
                            return ada;
                        }));
                    }
                };

                incoming.receive(List.of(released(ada), released(grace)));

                assertThat(locked).singleElement().satisfies(Future::get);
            }
            assertThat(handler.handled).endsWith(ada, grace);
            assertThat(remembered()).isEqualTo(2);
        }

        private static void lock(Connection connection, UUID order) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("select id from orders where id = '" + order + "' for update");
            }
        }
    }

    @Nested
    class Two_of_which_have_one_id {

        @Test
        void are_handled_once() {
            incoming.receive(List.of(released(ada, "fact"), released(ada, "fact"), released(grace)));

            assertThat(handler.handled).containsExactly(ada, grace);
        }

        @Test
        void are_both_kept_if_the_first_has_to_wait() {
            when(topicIds.of("inventory.events")).thenReturn("id");
            incoming.receive(List.of(
                    message(ada, "inventory.stock-released.v1", "no JSON"),
                    released(ada, "fact"),
                    released(grace, "fact")));

            assertThat(handler.handled).containsExactly(grace);
            assertThat(remembered()).isOne();
        }
    }

    private ConsumerRecord<String, byte[]> released(UUID order, String id) {
        var message = released(order);
        message.headers().remove("ce_id").add("ce_id", id.getBytes(UTF_8));
        return message;
    }

    private ConsumerRecord<String, byte[]> released(UUID order) {
        return message(order, "inventory.stock-released.v1", "{\"orderId\": \"" + order + "\"}");
    }

    private ConsumerRecord<String, byte[]> message(UUID order, String type, String json) {
        var message = new ConsumerRecord<>("inventory.events", 0, offset++, order.toString(), json.getBytes(UTF_8));
        message.headers()
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8));
        return message;
    }

    private long remembered() {
        return database.jdbc()
                .sql("select count(*) from messaging.inbox where consumer = 'batches'")
                .query(Long.class)
                .single();
    }

    private double leftOut(String type) {
        return meters.counter("tandem.messages.left.out", "consumer", "batches", "type", type)
                .count();
    }

    private double skipped(String type) {
        return meters.counter("tandem.messages.skipped", "consumer", "batches", "type", type)
                .count();
    }

    private final class NotingHandler implements MessageHandler<InventoryEvent> {

        private final List<UUID> handled = new ArrayList<>();
        private final List<UUID> prepared = new ArrayList<>();
        private final Set<Long> transactions = new HashSet<>();
        private final Set<UUID> failing = new HashSet<>();
        private final Set<UUID> irrelevant = new HashSet<>();
        private final Set<UUID> relevantOnce = new HashSet<>();
        private final Set<UUID> undecidable = new HashSet<>();
        private Consumer<UUID> locks = _ -> {};
        private int handledBeforePrepared;

        @Override
        public Set<Class<? extends InventoryEvent>> ignored() {
            return Set.of(StockCommitted.class);
        }

        @Override
        public Predicate<InventoryEvent> relevant(List<InventoryEvent> messages) {
            return message -> {
                if (undecidable.contains(message.orderId())) {
                    throw new IllegalStateException("cannot decide");
                }
                return relevantOnce.contains(message.orderId())
                        ? irrelevant.add(message.orderId())
                        : !irrelevant.contains(message.orderId());
            };
        }

        @Override
        public void prepare(List<InventoryEvent> messages) {
            handledBeforePrepared = handled.size();
            messages.forEach(message -> prepared.add(message.orderId()));
        }

        @Override
        public void handle(InventoryEvent message) {
            if (failing.contains(message.orderId())) {
                throw new IllegalStateException("cannot do it now");
            }
            assertThat(message).isInstanceOf(StockReleased.class);
            locks.accept(message.orderId());
            handled.add(message.orderId());
            transactions.add(database.jdbc()
                    .sql("select pg_current_xact_id()::text::bigint")
                    .query(Long.class)
                    .single());
        }
    }
}
