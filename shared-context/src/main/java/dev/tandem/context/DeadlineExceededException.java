package dev.tandem.context;

/** Nobody waits for the answer any more, so the work was not begun. */
public class DeadlineExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeadlineExceededException() {
        super("nobody waits for the answer any more");
    }
}
