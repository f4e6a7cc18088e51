package dev.tandem.system.fuzz.values;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes all random decisions of a case; the same seed leads to the same decisions. */
public final class SeededRandom {

    private final SplittableRandom random;

    public SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** A number from 0 up to the limit, which is excluded. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    /** A number between the two limits, both included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public <T> T any(List<T> of) {
        return of.get(below(of.size()));
    }

    /** A random UUID of version 4. */
    public UUID uuid() {
        return new UUID(
                (random.nextLong() & ~0xF000L) | 0x4000L,
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE);
    }

    public byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
