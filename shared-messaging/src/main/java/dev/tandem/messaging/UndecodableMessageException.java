package dev.tandem.messaging;

import org.jspecify.annotations.Nullable;

/** A record that no repetition will turn into a message. */
final class UndecodableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecodableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
