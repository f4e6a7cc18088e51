package dev.tandem.messaging.wire;

import org.jspecify.annotations.Nullable;

/** A record is not a message that this build can read. No retry will change that. */
public final class UndecodableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
