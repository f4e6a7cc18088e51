package dev.tandem.messaging.wire;

import org.jspecify.annotations.Nullable;

/** A record that no repetition will turn into a message. */
public final class UndecodableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
