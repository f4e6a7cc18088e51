package dev.tandem.order.application;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.transaction.TransactionException;

/** Distinguishes a busy, locked or unavailable database, which is transient, from a bug, which is not. */
final class DatabaseTrouble {

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A): connection errors, read-only or idle for too long, rolled back in
     * favour of another transaction, out of resources, locked, stopped by an operator or a time limit, and system
     * errors of the server.
     */
    private static final Set<String> TRANSIENT = Set.of("08", "25", "40", "53", "55", "57", "58");

    /** A chain of causes may be circular. */
    private static final int MOST_CAUSES = 50;

    private DatabaseTrouble() {}

    /**
     * Logs why something was left undone: in one line if the cause is transient, as an error with its stack trace if
     * not.
     */
    static void log(Logger log, String undone, Throwable failure) {
        if (isCauseOf(failure)) {
            log.warn("{}: {}", undone, reason(failure));
        } else {
            log.error(undone, failure);
        }
    }

    static boolean isCauseOf(Throwable failure) {
        return failure instanceof TransactionException || causes(failure).anyMatch(DatabaseTrouble::passes);
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof SQLTransientException
                || (cause instanceof SQLException sql && passes(sql.getSQLState()));
    }

    /** The pool gives no SQLSTATE to an operation on a connection that it has found broken. */
    private static boolean passes(@Nullable String state) {
        return state == null || (state.length() == 5 && TRANSIENT.contains(state.substring(0, 2)));
    }

    /** The first line of the innermost reason: the lines after it could reveal the content of a row. */
    private static String reason(Throwable failure) {
        var innermost = causes(failure).reduce((_, cause) -> cause).orElse(failure);
        return Optional.ofNullable(innermost.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElseGet(innermost::toString);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
    }
}
