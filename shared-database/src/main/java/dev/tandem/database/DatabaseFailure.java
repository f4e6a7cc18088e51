package dev.tandem.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Classifies failures of the database, whichever layer they come from (driver, pool, JDBC, JPA), by the SQLState and
 * the type of each {@link SQLException} among the causes.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
public final class DatabaseFailure {

    /** Lock not available, deadlock, serialization failure. */
    private static final Set<String> LOCKED = Set.of("55P03", "40P01", "40001");

    /** A statement exceeded its time limit. */
    private static final String TIMED_OUT = "57014";

    /** A transaction was idle for too long, which only the work itself can cause. */
    private static final String RESTED = "25P03";

    /** Connections, resources, interventions of an operator, and errors of the system below the database. */
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57", "58");

    /** A read-only server, as after a failover, and a server that does not let this service in. */
    private static final Set<String> OUTAGE = Set.of("25006", "28000", "28P01", "3D000");

    /**
     * The pool's message, without an SQLState, for the rollback on a connection that broke before. JPA throws this
     * failure, and the one that led to the rollback is lost.
     */
    private static final String TAKEN_AWAY = "Connection is closed";

    private DatabaseFailure() {}

    /** Whether another transaction was in the way: the same work may succeed a little later. */
    public static boolean isLocked(Throwable failure) {
        return anyCause(failure, DatabaseFailure::saysLocked);
    }

    /** Whether a statement reached its time limit, because the database is slow or the statement is. */
    public static boolean isTimedOut(Throwable failure) {
        return anyCause(failure, cause -> TIMED_OUT.equals(stateOf(cause)));
    }

    /**
     * Whether the database, or a connection to it, was unavailable: no work that needs it can succeed until it is
     * available again.
     */
    public static boolean isOutage(Throwable failure) {
        return anyCause(failure, DatabaseFailure::saysOutage)
                && !anyCause(failure, cause -> RESTED.equals(stateOf(cause)));
    }

    /** Whether the same work may succeed later without a change of the code: the database was locked, slow or down. */
    public static boolean isTransient(Throwable failure) {
        return isLocked(failure) || isTimedOut(failure) || isOutage(failure);
    }

    /**
     * Logs why work was left undone. A failure of the database or of a transaction is logged in one line. Any other
     * failure is a bug, and is logged as an error with its stack trace.
     *
     * @param undone what was left undone
     */
    public static void log(Logger log, String undone, Throwable failure) {
        if (isTransient(failure)
                || failure instanceof TransactionException
                || anyCause(failure, cause -> RESTED.equals(stateOf(cause)))) {
            log.warn("{}: {}", undone, reason(failure));
        } else {
            log.error(undone, failure);
        }
    }

    /** The first line of the innermost message: the lines after it could show what is in a row. */
    private static String reason(Throwable failure) {
        var innermost = causes(failure, Collections.newSetFromMap(new IdentityHashMap<>()))
                .reduce((_, cause) -> cause)
                .orElse(failure);
        return Optional.ofNullable(innermost.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElseGet(innermost::toString);
    }

    private static boolean saysLocked(SQLException failure) {
        return LOCKED.contains(stateOf(failure));
    }

    private static boolean saysOutage(SQLException failure) {
        var state = stateOf(failure);
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || TAKEN_AWAY.equals(failure.getMessage())
                || OUTAGE.contains(state)
                || (!TIMED_OUT.equals(state) && state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2)));
    }

    private static String stateOf(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    private static boolean anyCause(Throwable failure, Predicate<SQLException> says) {
        return causes(failure, Collections.newSetFromMap(new IdentityHashMap<>()))
                .anyMatch(cause -> cause instanceof SQLException sql && says.test(sql));
    }

    /** Returns each cause once, since a chain of causes may be circular. */
    private static Stream<Throwable> causes(@Nullable Throwable failure, Set<Throwable> seen) {
        return failure == null || !seen.add(failure)
                ? Stream.empty()
                : Stream.of(Stream.of(failure), causes(failure.getCause(), seen), causes(beforeRollback(failure), seen))
                        .flatMap(all -> all);
    }

    /** When a rollback fails, as on a broken connection, its exception hides the failure that led to it. */
    private static @Nullable Throwable beforeRollback(Throwable failure) {
        return failure instanceof TransactionSystemException rollback ? rollback.getApplicationException() : null;
    }
}
