package dev.tandem.messaging.housekeeping;

import dev.tandem.database.DatabaseFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs each sweep when it is due, on the connection and the thread of the caller. */
public final class Housekeeper {

    private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);

    /** Soon enough for a sweep that runs once a day, and seldom enough for one that meets a lock each time. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final List<Sweep> sweeps;
    private final LongSupplier nanoTime;
    private final Map<Sweep, Long> dueAt = new HashMap<>();

    public Housekeeper(List<Sweep> sweeps) {
        this(sweeps, System::nanoTime);
    }

    Housekeeper(List<Sweep> sweeps, LongSupplier nanoTime) {
        this.sweeps = sweeps;
        this.nanoTime = nanoTime;
    }

    /** Runs the sweeps that are due. */
    public void tidy(JdbcClient jdbc) {
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

    /** A sweep that meets a lock or a time limit must not end the work of the caller; any other failure does. */
    private static boolean hasRun(Sweep sweep, JdbcClient jdbc) {
        try {
            sweep.run(jdbc);
            return true;
        } catch (DataAccessException failure) {
            if (!DatabaseFailure.isLocked(failure) && !DatabaseFailure.isTimedOut(failure)) {
                throw failure;
            }
            log.warn("{} gave up, will try again: {}", sweep.getClass().getSimpleName(), failure.toString());
            return false;
        }
    }
}
