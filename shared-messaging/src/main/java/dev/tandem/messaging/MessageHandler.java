package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Handles the messages of one channel. A service needs only a bean of this type to consume them: each message is
 * decoded and handled once, in one transaction with its inbox entry. Messages that arrive together share a transaction;
 * if it fails, each is handled in one of its own.
 *
 * <p>Work that waits for another system (a payment provider, a mail server) does not belong in that transaction: store
 * what has to be done, and let another thread do it.
 *
 * @param <M> the sealed interface of the channel
 */
public interface MessageHandler<M extends Message> {

    void handle(M message);

    /** The types that never concern this handler: their messages are neither read nor remembered. */
    default Set<Class<? extends M>> ignored() {
        return Set.of();
    }

    /**
     * Finds out which messages may change something, before any of them is remembered or handled. Called without a
     * transaction, with the messages that have arrived together: read without locks what is needed to decide, in as few
     * statements as possible. A message that is left out counts as handled now; if it arrives again, it is handled if
     * it may change something then.
     *
     * @return true for a message that has to be handled
     */
    default Predicate<M> relevant(List<M> messages) {
        return _ -> true;
    }

    /**
     * Acquires, at the start of a transaction that handles several messages, the locks that they need: in an order that
     * all transactions share, so that no two of them wait for each other. Not called for a message that is handled on
     * its own: {@link #handle} acquires its locks in the same order.
     *
     * <p>A transaction in another order fails no message either. One with several messages waits for a lock for 200 ms
     * only, and PostgreSQL looks for a deadlock after a second. So the former gives way: it releases its locks, and each
     * of its messages is handled on its own.
     */
    default void prepare(List<M> messages) {}
}
