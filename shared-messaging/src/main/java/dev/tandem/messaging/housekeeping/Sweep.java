package dev.tandem.messaging.housekeeping;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes rows that a table no longer needs. Any number of instances may run a sweep at the same time. */
public interface Sweep {

    /** The pause between two runs. */
    Duration interval();

    /** Runs once. A run may give up because of a lock; the next run then removes the remaining rows. */
    void run(JdbcClient jdbc);
}
