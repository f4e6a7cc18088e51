package dev.tandem.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One instance's relay of a lane. It stands by until it can take the lane over, and relays until it stops, fails, or
 * finds that another instance has taken over from it.
 *
 * <p>Leadership is a lease in the row of the lane. A holder that was held up for longer, by its garbage collector, say,
 * may still send what it has in hand; but it cannot save a position any more, since its epoch is over.
 */
final class LaneRelay {

    private static final Logger log = LoggerFactory.getLogger(LaneRelay.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Supplier<Producer<String, byte[]>> producers;
    private final MessagingSettings settings;
    private final Lanes lanes;
    private final String source;
    private final int lane;
    private final String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final Pace pace;
    private long sweptAt = System.nanoTime();
    private @Nullable LocalDate daySweptOn;
    private @Nullable Thread worker;

    LaneRelay(
            DataSource dataSource,
            Supplier<Producer<String, byte[]>> producers,
            MessagingSettings settings,
            String source,
            int lane) {
        this.dataSource = dataSource;
        this.producers = producers;
        this.settings = settings;
        this.lanes = new Lanes(settings.lanes());
        this.source = source;
        this.lane = lane;
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
            try (var connection = dataSource.getConnection();
                    var ledger = new Ledger(connection, lane)) {
                standBy(ledger, connection);
            } catch (SQLException | RuntimeException | Error failure) {
                FailureLog.warn(log, "relay of lane " + lane + " failed, will try again", failure);
                pace.rest(REST_AFTER_FAILURE);
            }
        }
    }

    private void standBy(Ledger ledger, Connection connection) throws SQLException {
        // Not from the pool, which is for business: the relay depends on nothing but this one connection.
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        while (!pace.isStopped()) {
            var epoch = ledger.takeOver(name, settings.lease());
            if (epoch.isPresent()) {
                lead(ledger, epoch.get(), jdbc);
            } else {
                pace.rest(settings.lease().dividedBy(8));
            }
        }
    }

    private void lead(Ledger ledger, long epoch, JdbcClient jdbc) throws SQLException {
        log.debug("relay {} leads lane {} in epoch {}", name, lane, epoch);
        var refused = new RefusedMessages(JdbcDeadLetters.ofRelay(jdbc), lanes, lane, epoch);
        var sweep = new LedgerSweep(jdbc);
        try (var term = new LaneTerm(ledger, epoch, producers, refused, settings, source)) {
            while (!pace.isStopped() && term.isOn()) {
                term.advance().ifPresent(pace::restAfter);
                sweepNowAndThen(sweep);
            }
        }
    }

    /** One lane sweeps for all. */
    private void sweepNowAndThen(LedgerSweep sweep) {
        if (lane == 0 && System.nanoTime() - sweptAt > BETWEEN_SWEEPS.toNanos()) {
            sweepUnlessHeldUp(sweep);
            sweptAt = System.nanoTime();
        }
    }

    /** A sweep that meets a lock, or its time limit, must not end the term; what it has left is there the next time. */
    private void sweepUnlessHeldUp(LedgerSweep sweep) {
        try {
            sweep.sweepOutbox();
            var today = LocalDate.now(ZoneOffset.UTC);
            if (!today.equals(daySweptOn)) {
                sweep.sweepInbox();
                sweep.sweepDeadLetters();
                daySweptOn = today;
            }
        } catch (DataAccessException failure) {
            if (!DatabaseFailure.isLocked(failure) && !DatabaseFailure.isTimedOut(failure)) {
                throw failure;
            }
            log.warn("sweep given up, will try again: {}", failure.toString());
        }
    }
}
