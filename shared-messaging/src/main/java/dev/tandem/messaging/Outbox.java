package dev.tandem.messaging;

import dev.tandem.contracts.Message;

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
}
