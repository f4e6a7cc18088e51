package dev.tandem.context;

import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id that links everything that one request has caused, in every service: in a header of requests, answers and
 * messages, and in each line of the log.
 */
public final class CorrelationId {

    /** The header of HTTP requests and answers, and of messages. */
    public static final String HEADER = "correlation-id";

    private static final String LOG_KEY = "correlationId";

    /** Restricted, since a client chooses it and it is written to logs and databases. */
    private static final String ACCEPTABLE = "[A-Za-z0-9._-]{1,64}";

    private CorrelationId() {}

    /** Whether an id from outside has 1 to 64 letters, digits, dots, underscores and hyphens. */
    public static boolean isAcceptable(String id) {
        return id.matches(ACCEPTABLE);
    }

    /** The id that is bound to this thread. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(LOG_KEY));
    }

    /** Binds an id to this thread until the returned scope is closed; null for work that has none. */
    public static Scope bind(@Nullable String id) {
        var binding = MDC.putCloseable(LOG_KEY, id);
        return binding::close;
    }

    /** The time during which an id is bound. */
    public interface Scope extends Closeable {

        @Override
        void close();
    }
}
