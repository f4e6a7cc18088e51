package dev.tandem.context;

/** The caller no longer waits for the answer, so the work was not begun. */
public class DeadlineExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeadlineExceededException() {
        super("the caller no longer waits for the answer");
    }
}
