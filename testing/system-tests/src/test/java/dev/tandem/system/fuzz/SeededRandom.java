package dev.tandem.system.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes all random decisions of a case; the same seed leads to the same decisions. */
final class SeededRandom {

    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** A number from 0 up to the limit, which is excluded. */
    int below(int limit) {
        return random.nextInt(limit);
    }

    /** A number between the two limits, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T any(List<T> of) {
        return of.get(below(of.size()));
    }

    /** A random UUID of version 4. */
    UUID uuid() {
        return new UUID(
                (random.nextLong() & ~0xF000L) | 0x4000L,
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE);
    }

    byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
