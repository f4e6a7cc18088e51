package dev.tandem.messaging.outbox;

/** Wakes the relay of a lane. */
@FunctionalInterface
public interface RelaySignal {

    /**
     * Tells the relay that its lane has a new message. If another instance leads the lane, that one finds the message
     * by itself.
     */
    void wake(int lane);
}
