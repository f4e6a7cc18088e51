package dev.tandem.messaging;

/** Remembers which messages have been handled, so that a message that arrives twice does its work once. */
public interface Inbox {

    /**
     * Runs the work unless the consumer has handled this message before. The memory and the work are one transaction:
     * if the work fails, the message counts as not handled.
     *
     * @param consumer who handles the message; each consumer handles it once
     * @param messageId the CloudEvents id of the message
     * @return whether the work was run
     */
    boolean once(String consumer, String messageId, Runnable work);
}
