package dev.tandem.local.console;

/** The reason why the stack cannot start, and how to resolve it. */
public final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaunchException(String message) {
        super(message);
    }
}
