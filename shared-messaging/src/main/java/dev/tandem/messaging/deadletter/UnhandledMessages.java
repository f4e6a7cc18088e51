package dev.tandem.messaging.deadletter;

import java.util.Collection;
import java.util.Map;

/** The dead letters of the consumers: the messages that they could not handle, and those that wait behind them. */
public interface UnhandledMessages {

    /** Adds a dead letter, unless it has been added before. */
    void add(DeadLetter letter);

    /** The given keys that have an open dead letter, each with the position of its first one. */
    Map<String, Long> firstOpen(String consumer, Collection<String> keys);

    /** A letter with its content. */
    DeadLetter read(long id);

    /** Closes a dead letter that was handled, unless an operator has discarded it meanwhile. */
    void resolve(long id);

    /**
     * Records a failed attempt. A replayed dead letter becomes dead again. A letter that was only waiting becomes dead
     * after as many attempts as any other message.
     */
    void failAgain(long id, Throwable error, int maxAttempts);

    /**
     * Records that a dead letter could not be tried because of a lock: it keeps its state, and is tried again after half
     * a second at the earliest.
     */
    void moveBack(long id, Throwable locked);
}
