package dev.tandem.messaging.relay;

import dev.tandem.database.UnpooledConnections;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.lane.LaneRow;
import dev.tandem.messaging.lane.LeaseKeeper;
import dev.tandem.messaging.outbox.Lanes;
import dev.tandem.messaging.worker.FailureLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One instance's relay of a lane. It stands by until it can take the lane over, and publishes until it stops, fails, or
 * finds that another instance has taken over.
 *
 * <p>Leadership is a lease in the row of the lane. A leader that was held up for longer, for example by its garbage
 * collector, may still send its in-flight batches; but it can no longer save a position, since its epoch is over.
 */
final class LaneRelay {

    private static final Logger log = LoggerFactory.getLogger(LaneRelay.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final DataSource database;
    private final Supplier<Producer<String, byte[]>> producers;
    private final MessagingSettings settings;
    private final Lanes lanes;
    private final String source;
    private final int lane;
    private final String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final LeaseKeeper leases;
    private final UnavailableTopics topics;
    private final Pace pace;
    private @Nullable Thread worker;

    LaneRelay(
            DataSource database,
            Supplier<Producer<String, byte[]>> producers,
            MessagingSettings settings,
            String source,
            int lane,
            LeaseKeeper leases,
            UnavailableTopics topics) {
        this.database = UnpooledConnections.to(database);
        this.producers = producers;
        this.settings = settings;
        this.lanes = new Lanes(settings.lanes());
        this.source = source;
        this.lane = lane;
        this.leases = leases;
        this.topics = topics;
        this.pace = new Pace(settings.pollInterval());
    }

    void wake() {
        pace.wake();
    }

    void start() {
        worker = Thread.ofPlatform().name("outbox-relay-" + lane).start(this::run);
    }

    void askToStop() {
        pace.stop();
    }

    void awaitStop() {
        try {
            if (worker != null && !worker.join(STOP_LIMIT)) {
                worker.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!pace.isStopped()) {
            try (var connection = database.getConnection()) {
                RelaySession.begin(connection);
                try (var row = new LaneRow(connection, lane);
                        var ledger = new Ledger(connection, lane)) {
                    row.requireOwnServer();
                    standBy(row, ledger, JdbcClient.create(new SingleConnectionDataSource(connection, true)));
                }
            } catch (SQLException | RuntimeException | Error failure) {
                FailureLog.warn(log, "relay of lane " + lane + " failed, will try again", failure);
                pace.rest(REST_AFTER_FAILURE);
            }
        }
    }

    private void standBy(LaneRow row, Ledger ledger, JdbcClient jdbc) throws SQLException {
        while (!pace.isStopped()) {
            var epoch = row.takeOver(name, settings.lease());
            if (epoch.isPresent()) {
                lead(row, ledger, epoch.get(), jdbc);
            } else {
                pace.rest(settings.lease().dividedBy(8));
            }
        }
    }

    private void lead(LaneRow row, Ledger ledger, long epoch, JdbcClient jdbc) throws SQLException {
        log.debug("relay {} leads lane {} in epoch {}", name, lane, epoch);
        try (var lease = leases.keep(row, lane, epoch)) {
            var start = row.position();
            var deadLetters = new DeadLetterStore(jdbc);
            var refused = new RefusedMessages(deadLetters, topics, lanes, lane, epoch);
            var resending = new Resending(deadLetters, new ReadyLetters(jdbc), refused, topics);
            try (var term = new LaneTerm(ledger, start, lease, producers, refused, resending, settings, source)) {
                while (!pace.isStopped() && term.isOn()) {
                    term.advance().ifPresent(pace::restAfter);
                }
            }
        }
    }
}
