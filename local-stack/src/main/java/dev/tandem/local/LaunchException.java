package dev.tandem.local;

/** The reason why the stack cannot start, and how to resolve it. */
final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }
}
