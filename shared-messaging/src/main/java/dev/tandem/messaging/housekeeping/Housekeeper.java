package dev.tandem.messaging.housekeeping;

import dev.tandem.database.DatabaseFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs each sweep when it is due, on the connection and the thread of the caller. */
public final class Housekeeper {

    private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);

    private final List<Sweep> sweeps;
    private final Map<Sweep, Long> ranAt = new HashMap<>();

    public Housekeeper(List<Sweep> sweeps) {
        this.sweeps = sweeps;
    }

    /** Runs the sweeps that are due. */
    public void tidy(JdbcClient jdbc) {
        for (var sweep : sweeps) {
            if (isDue(sweep)) {
                run(sweep, jdbc);
                ranAt.put(sweep, System.nanoTime());
            }
        }
    }

    private boolean isDue(Sweep sweep) {
        var last = ranAt.get(sweep);
        return last == null || System.nanoTime() - last > sweep.interval().toNanos();
    }

    /** A sweep that meets a lock or a time limit must not end the work of the caller; any other failure does. */
    private static void run(Sweep sweep, JdbcClient jdbc) {
        try {
            sweep.run(jdbc);
        } catch (DataAccessException failure) {
            if (!DatabaseFailure.isLocked(failure) && !DatabaseFailure.isTimedOut(failure)) {
                throw failure;
            }
            log.warn("{} gave up, will try again: {}", sweep.getClass().getSimpleName(), failure.toString());
        }
    }
}
