package dev.tandem.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Remembers which messages have been handled, so that a message that arrives twice is handled once. */
public interface Inbox {

    /**
     * Identifies a message.
     *
     * @param id its CloudEvents id
     * @param sentAt when it was sent: the same on each arrival. A message is remembered for nine days after it was
     *     handled, which is longer than Kafka keeps it.
     */
    record Receipt(String id, Instant sentAt) {}

    /**
     * Runs the work unless the consumer has handled this message before. The work and the inbox entry are one
     * transaction: if the work fails, the message counts as not handled.
     *
     * @param consumer the consumer that handles the message; each consumer handles it once
     * @return whether the work was run
     */
    boolean once(String consumer, Receipt message, Runnable work);

    /**
     * Remembers messages as handled, for a consumer that handles many at a time. Call it in the transaction of the
     * work.
     *
     * @return the ids of the messages that the consumer has not handled before
     * @throws IllegalStateException if there is no current transaction
     */
    Set<String> remember(String consumer, List<Receipt> messages);
}
