package dev.tandem.messaging.outbox;

/**
 * Assigns each subject to a lane of the outbox: always to the same one, as long as the number of lanes does not change.
 */
public record Lanes(int count) {

    public int of(String subject) {
        return Math.floorMod(subject.hashCode(), count);
    }
}
