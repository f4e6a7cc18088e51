package dev.tandem.messaging;

/** Which lane of the outbox a subject belongs to: always the same one, as long as there are as many. */
record Lanes(int count) {

    int of(String subject) {
        return Math.floorMod(subject.hashCode(), count);
    }
}
