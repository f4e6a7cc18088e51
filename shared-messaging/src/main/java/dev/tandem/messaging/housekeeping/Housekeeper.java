package dev.tandem.messaging.housekeeping;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.database.UnpooledConnections;
import dev.tandem.messaging.worker.Worker;
import dev.tandem.messaging.worker.Worker.Rest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Runs each sweep when it is due, on a thread and a connection of its own: a sweep that takes long or waits for a lock
 * delays nothing but the other sweeps.
 */
final class Housekeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** Soon enough for a sweep that runs once a day, and seldom enough for one that meets a lock each time. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** In seconds; every statement is over by then. */
    private static final int SOCKET_TIMEOUT = 70;

    /** Partitions of the outbox have no statistics, so PostgreSQL would not always choose their indexes. */
    private static final String OPTIONS = "-c statement_timeout=60s -c lock_timeout=1s -c enable_seqscan=off";

    private final DataSource database;
    private final List<Sweep> sweeps;
    private final LongSupplier nanoTime;
    private final Map<Sweep, Long> dueAt = new HashMap<>();
    private final Worker worker = new Worker("housekeeper", this::tidyWhileRunning);

    Housekeeper(DataSource database, List<Sweep> sweeps) {
        this(database, sweeps, System::nanoTime);
    }

    Housekeeper(DataSource database, List<Sweep> sweeps, LongSupplier nanoTime) {
        this.database = UnpooledConnections.to(database, properties -> {
            properties.setProperty("socketTimeout", "" + SOCKET_TIMEOUT);
            properties.setProperty("options", OPTIONS);
        });
        this.sweeps = sweeps;
        this.nanoTime = nanoTime;
    }

    /** Each sweep is due immediately. */
    @Override
    public void start() {
        dueAt.clear();
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(STOP_LIMIT);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private void tidyWhileRunning(Rest rest) throws SQLException, InterruptedException {
        try (var connection = database.getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            do {
                tidy(jdbc);
            } while (rest.isOver(BETWEEN_LOOKS));
        }
    }

    /** Runs the sweeps that are due. */
    void tidy(JdbcClient jdbc) {
        for (var sweep : sweeps) {
            if (isDue(sweep)) {
                var pause = hasRun(sweep, jdbc) ? sweep.interval() : shorter(RETRY, sweep.interval());
                dueAt.put(sweep, nanoTime.getAsLong() + pause.toNanos());
            }
        }
    }

    private boolean isDue(Sweep sweep) {
        var due = dueAt.get(sweep);
        return due == null || nanoTime.getAsLong() - due >= 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * A sweep that fails does not keep the others waiting, unless the database is unavailable to all of them.
     */
    private static boolean hasRun(Sweep sweep, JdbcClient jdbc) {
        try {
            sweep.run(jdbc);
            return true;
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            log.warn("{} gave up, will try again: {}", sweep.getClass().getSimpleName(), failure.toString());
            return false;
        }
    }
}
