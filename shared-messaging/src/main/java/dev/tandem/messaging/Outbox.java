package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import dev.tandem.database.Change;
import java.util.List;

/**
 * Stores outgoing messages in the transaction of the change that they describe.
 *
 * <p>Lock or version the row of the aggregate before you add its message, so that the messages of one subject are in
 * the order of their commits.
 */
public interface Outbox {

    /**
     * Adds a message, which is published to Kafka after the current transaction has committed, and never if it rolls
     * back. The messages of a transaction are written together just before it commits.
     *
     * @throws IllegalStateException if there is no current transaction
     * @throws IllegalArgumentException if the message violates its schema, was chosen to be checked, and {@code
     *     tandem.messaging.validation.refuse} is set
     */
    void add(Message message);

    /**
     * Makes a change and adds the messages that describe it: both, or neither. Without a current transaction, one
     * statement does both, and commits; the messages get their place after the change has locked its row. In a
     * transaction, this is the change followed by {@link #add} for each message.
     *
     * @return false if there was nothing to change; no message is added then
     * @throws IllegalArgumentException as {@link #add}, before the change is made
     */
    boolean addWith(Change change, List<? extends Message> messages);
}
