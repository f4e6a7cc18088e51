package dev.tandem.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.deadletter.OperatorsView;
import dev.tandem.messaging.housekeeping.Housekeeping;
import dev.tandem.messaging.inbox.PlainInbox;
import dev.tandem.messaging.lane.LeaseKeeper;
import dev.tandem.messaging.outbox.Lanes;
import dev.tandem.testing.infrastructure.Infrastructure;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database with an outbox, and a topic for its messages. Messages have a subject, and are numbered in the order in
 * which their transactions have committed.
 */
public final class OutboxDatabase implements AutoCloseable {

    /** A message that has arrived. */
    record Arrival(String subject, int number, String id) {

        @Override
        public String toString() {
            return subject + number;
        }
    }

    private final Database database = Infrastructure.get().newDatabase();
    private final MessagingSettings settings;
    private final String bootstrapServers;
    private final String topic = "outbox-" + UUID.randomUUID();
    private final HikariDataSource dataSource;
    private final JdbcClient jdbc;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Arrival> arrivals = new ArrayList<>();

    public OutboxDatabase(MessagingSettings settings, int partitions) {
        this(settings, partitions, Infrastructure.get().bootstrapServers());
    }

    OutboxDatabase(MessagingSettings settings, int partitions, String bootstrapServers) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
        this.dataSource = RelayProcess.dataSource(database.jdbcUrl(), database.user(), database.password());
        this.jdbc = JdbcClient.create(dataSource);
        Settings.migrate(database, settings);
        database.asOwner("create table counters (subject text primary key, number int not null)");
        database.asOwner("create table elsewhere (number int)");
        createTopic(topic, partitions);
        this.consumer = consumer(partitions);
    }

    void createTopic(String topic, int partitions) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(int partitions) {
        var reader = new KafkaConsumer<String, byte[]>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var all = new ArrayList<TopicPartition>();
        for (var i = 0; i < partitions; i++) {
            all.add(new TopicPartition(topic, i));
        }
        reader.assign(all);
        reader.seekToBeginning(all);
        return reader;
    }

    MessagingSettings settings() {
        return settings;
    }

    Database database() {
        return database;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    String topic() {
        return topic;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    DeadLetters deadLetters() {
        return OperatorsView.of(dataSource, PlainInbox.of(dataSource));
    }

    /** Starts a relay in this process. */
    AutoCloseable startRelay() {
        return startRelay(dataSource);
    }

    /** Starts a relay of a copy of this database. */
    AutoCloseable startRelay(HikariDataSource dataSource) {
        var relay = RelayProcess.relay(dataSource, bootstrapServers, settings);
        relay.start();
        return relay::stop;
    }

    /** Starts a relay of one of the lanes in this process. */
    AutoCloseable startRelayOf(int lane) {
        var leases = new LeaseKeeper(dataSource, settings.lease());
        var relay = RelayProcess.laneRelay(dataSource, bootstrapServers, settings, lane, leases);
        leases.start();
        relay.start();
        return () -> {
            relay.askToStop();
            relay.awaitStop();
            leases.stop();
        };
    }

    /** Starts the sweeps of the outbox. */
    AutoCloseable startHousekeeper() {
        return Housekeeping.start(dataSource, List.of(new OutboxSweep()));
    }

    /** Starts a relay in a process of its own. */
    Process startRelayProcess() {
        return startRelayProcess(128);
    }

    /** Starts a relay in a process of its own, with a heap of the given size. */
    Process startRelayProcess(int heapMegabytes) {
        return RelayProcess.start(database, bootstrapServers, settings, heapMegabytes);
    }

    /** Begins a transaction, which stays open until it is committed or closed. */
    Writer begin() {
        return begin(dataSource);
    }

    /** Begins a transaction in a copy of this database. */
    Writer begin(HikariDataSource dataSource) {
        return new Writer(dataSource);
    }

    /** Adds one message in a transaction of its own. */
    void add(String subject, int number) {
        try (var writer = begin()) {
            writer.add(subject, number);
            writer.commit();
        }
    }

    /** Adds one message to a copy of this database. */
    void addTo(JdbcClient copy, String subject, int number) {
        copy.sql(insert(topic, subject, "" + number)).update();
    }

    /** Adds one message for another topic. */
    void addTo(String topic, String subject, int number) {
        jdbc.sql(insert(topic, subject, "" + number)).update();
    }

    /** Adds a number in more spaces than a record may have. */
    void addTooLarge(String subject, int number) {
        jdbc.sql(insert(topic, subject, " ".repeat(2_000_000) + number)).update();
    }

    private String insert(String topic, String subject, String payload) {
        return """
                insert into messaging.outbox (lane, topic, subject, type, payload)
                values (%d, '%s', '%s', 'test.happened.v1', convert_to('%s', 'UTF8'))""".formatted(laneOf(subject), topic, subject, payload);
    }

    /** Adds many messages in one transaction, to subjects in turn. */
    void addMany(int messages, int subjects) {
        jdbc.sql("""
                        insert into messaging.outbox (lane, topic, subject, type, payload)
                        select 0, ?, 's' || n % ?, 'test.happened.v1', convert_to((n / ?)::text, 'UTF8')
                        from generate_series(0, ? - 1) n order by n""").params(topic, subjects, subjects, messages).update();
    }

    /** Adds messages of a million bytes in one transaction, to ten subjects in turn. */
    void addLarge(int messages) {
        jdbc.sql("""
                        insert into messaging.outbox (lane, topic, subject, type, payload)
                        select 0, ?, 's' || n % 10, 'test.happened.v1', convert_to(rpad((n / 10)::text, 1000000), 'UTF8')
                        from generate_series(0, ? - 1) n order by n""").params(topic, messages).update();
    }

    /** A transaction of a writer. */
    final class Writer implements AutoCloseable {

        private final Connection connection;

        private Writer(HikariDataSource dataSource) {
            try {
                connection = dataSource.getConnection();
                connection.setAutoCommit(false);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        /** Writes to another table, so that the transaction gets its id. */
        Writer writeElsewhere() {
            return execute("insert into elsewhere values (1)");
        }

        /** Adds a message with the given number. */
        Writer add(String subject, int number) {
            return execute(insert(topic, subject, "" + number));
        }

        /** Locks the subject, and adds a message with its next number. */
        Writer addNext(String subject) {
            return execute("""
                    with next as (
                        insert into counters values ('%1$s', 1)
                        on conflict (subject) do update set number = counters.number + 1 returning number)
                    insert into messaging.outbox (lane, topic, subject, type, payload)
                    select %2$d, '%3$s', '%1$s', 'test.happened.v1', convert_to(number::text, 'UTF8') from next""".formatted(subject, laneOf(subject), topic));
        }

        void commit() {
            try {
                connection.commit();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        Writer execute(String sql) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
                return this;
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.close();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    int laneOf(String subject) {
        return new Lanes(settings.lanes()).of(subject);
    }

    /** All messages that have arrived so far, in order within each partition of the topic. */
    List<Arrival> arrivals() {
        consumer.poll(Duration.ofMillis(50))
                .forEach(message -> arrivals.add(new Arrival(
                        message.key(),
                        Integer.parseInt(new String(message.value(), UTF_8).strip()),
                        new String(message.headers().lastHeader("ce_id").value(), UTF_8))));
        return arrivals;
    }

    /** All messages that have arrived so far, without repeated ones. */
    List<Arrival> firstArrivals() {
        return List.copyOf(new LinkedHashSet<>(arrivals()));
    }

    void awaitArrival(String message) {
        await().until(() ->
                arrivals().stream().anyMatch(arrival -> arrival.toString().equals(message)));
    }

    void awaitArrivals(int different) {
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(firstArrivals()).hasSize(different));
    }

    /** Asserts that the numbers of each subject first arrived in ascending order. */
    void assertOrderPerSubject() {
        assertThat(firstArrivals().stream().collect(groupingBy(Arrival::subject, mapping(Arrival::number, toList()))))
                .allSatisfy((_, numbers) -> assertThat(numbers).isSorted());
    }

    int duplicates() {
        return arrivals().size() - firstArrivals().size();
    }

    @Override
    public void close() {
        consumer.close();
        dataSource.close();
    }
}
