package dev.tandem.messaging;

import dev.tandem.contracts.Message;

/**
 * Handles the messages of one channel. A service needs only a bean of this type to consume them: each message is
 * decoded and handled once, in one transaction with its inbox entry.
 *
 * <p>Work that waits for another system (a payment provider, a mail server) does not belong in that transaction: store
 * what has to be done, and let another thread do it.
 *
 * @param <M> the sealed interface of the channel
 */
public interface MessageHandler<M extends Message> {

    void handle(M message);
}
