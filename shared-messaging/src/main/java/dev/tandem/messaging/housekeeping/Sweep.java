package dev.tandem.messaging.housekeeping;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes what a table needs no longer. Any number of instances may run a sweep at the same time. */
public interface Sweep {

    /** The pause between two runs. */
    Duration interval();

    /** Runs once. It may meet a lock and give up: what it has left is removed the next time. */
    void run(JdbcClient jdbc);
}
