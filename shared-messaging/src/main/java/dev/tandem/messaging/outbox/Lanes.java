package dev.tandem.messaging.outbox;

/** Which lane of the outbox a subject belongs to: always the same one, as long as there are as many. */
public record Lanes(int count) {

    public int of(String subject) {
        return Math.floorMod(subject.hashCode(), count);
    }
}
