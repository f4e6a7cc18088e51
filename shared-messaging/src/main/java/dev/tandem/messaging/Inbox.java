package dev.tandem.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Remembers which messages have been handled, so that a message that arrives twice does its work once. */
public interface Inbox {

    /**
     * What a message is known by.
     *
     * @param id its CloudEvents id
     * @param sentAt when it was sent: the same each time that it arrives. A message is remembered for eight days after
     *     it was handled, which is longer than Kafka keeps it.
     */
    record Receipt(String id, Instant sentAt) {}

    /**
     * Runs the work unless the consumer has handled this message before. The memory and the work are one transaction:
     * if the work fails, the message counts as not handled.
     *
     * @param consumer who handles the message; each consumer handles it once
     * @return whether the work was run
     */
    boolean once(String consumer, Receipt message, Runnable work);

    /**
     * Remembers messages as handled, for a consumer that handles many at a time.
     *
     * @return the ids of those that it has not handled before
     * @throws IllegalStateException if no transaction is running: that of the work
     */
    Set<String> remember(String consumer, List<Receipt> messages);
}
