package dev.tandem.messaging;

import dev.tandem.contracts.Message;

/**
 * Handles the messages of one channel. A bean of this type is all that a service needs to listen: each message is
 * decoded, and handled once, in one transaction with the memory of having handled it.
 *
 * <p>Work that waits for someone else (a payment provider, a mail server) does not belong into that transaction: note
 * down what is to be done, and let another thread do it.
 *
 * @param <M> the sealed interface of the channel
 */
public interface MessageHandler<M extends Message> {

    void handle(M message);
}
