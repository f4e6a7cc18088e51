package dev.tandem.messaging.housekeeping;

import dev.tandem.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Truncates partitions that are no longer needed. */
public final class Truncation {

    private static final Logger log = LoggerFactory.getLogger(Truncation.class);

    private Truncation() {}

    /**
     * Truncates a partition unless a query finds that it is still needed. The lock, the query and the truncation are
     * one statement. So a suspended process cannot hold the lock while other transactions wait for it. A partition that
     * is locked, for example by a writer or by {@code pg_dump}, is left for the next run.
     *
     * @param needed a query that returns true or false
     */
    public static void truncateUnless(String needed, String partition, JdbcClient jdbc) {
        try {
            jdbc.sql("""
                            do $$ begin
                                set local lock_timeout = '20ms';
                                lock table messaging.%1$s in access exclusive mode;
                                if not (%2$s) then
                                    truncate messaging.%1$s;
                                end if;
                            end $$""".formatted(partition, needed)).update();
        } catch (DataAccessException busy) {
            if (!DatabaseFailure.isLocked(busy)) {
                throw busy;
            }
            log.debug("partition {} is in use, will try again", partition);
        }
    }
}
