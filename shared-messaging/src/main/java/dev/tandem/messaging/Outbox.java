package dev.tandem.messaging;

import dev.tandem.contracts.Message;

/**
 * Where a service puts what it has to say: into its own database, in the transaction of the change that it tells of.
 *
 * <p>Lock or version the row of the aggregate before you add its message, so that the messages of one subject are in
 * the order of their commits.
 */
public interface Outbox {

    /**
     * Adds a message, which goes to Kafka after the running transaction has committed, and never if it rolls back.
     *
     * @throws IllegalStateException if no transaction is running
     * @throws IllegalArgumentException if it violates its schema, was chosen to be checked, and {@code
     *     tandem.messaging.validation.refuse} is set
     */
    void add(Message message);
}
