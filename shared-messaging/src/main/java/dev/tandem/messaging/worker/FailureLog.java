package dev.tandem.messaging.worker;

import org.slf4j.Logger;

/** Logs a failure that does not end a worker: in one line, and with the stack trace if it is an {@link Error}. */
public final class FailureLog {

    private FailureLog() {}

    public static void warn(Logger log, String what, Throwable failure) {
        if (failure instanceof Error) {
            log.error(what, failure);
        } else {
            log.warn("{}: {}", what, failure.toString());
        }
    }
}
