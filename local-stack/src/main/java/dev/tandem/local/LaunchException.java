package dev.tandem.local;

/** Something that keeps the stack from starting, and what to do about it. */
final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }
}
