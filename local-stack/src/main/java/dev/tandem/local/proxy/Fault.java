package dev.tandem.local.proxy;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A fault of a TCP connection through a {@link FaultyProxy}. Each direction of a connection has at most one fault of
 * each kind: the next of the same kind replaces it. Times are exact to a few milliseconds, because the proxy uses
 * sleeping threads.
 */
public sealed interface Fault {

    /** Data arrives later by the delay, give or take up to the jitter. Its order is kept. */
    record Latency(Duration delay, Duration jitter) implements Fault {

        public Latency {
            requireNotNegative(delay, "delay");
            requireNotNegative(jitter, "jitter");
        }

        public Latency(Duration delay) {
            this(delay, Duration.ZERO);
        }
    }

    /** Data flows at this many bytes a second; waiting data fills the buffers, and then the sender waits as well. */
    record Bandwidth(long bytesPerSecond) implements Fault {

        public Bandwidth {
            require(bytesPerSecond > 0, "bytesPerSecond", bytesPerSecond);
        }
    }

    /** The end of the data is passed on later, by the delay. */
    record SlowClose(Duration delay) implements Fault {

        public SlowClose {
            requireNotNegative(delay, "delay");
        }
    }

    /**
     * Data disappears, and so do ends and resets: nothing is closed, as when the other host has lost its power. A
     * direction that has lost data stays silent when the fault is cleared, because the rest would make no sense.
     */
    record Silence() implements Fault {}

    /** Silence, and after this time the whole connection is closed. */
    record Timeout(Duration after) implements Fault {

        public Timeout {
            requireNotNegative(after, "after");
        }
    }

    /** Both ends get a reset (RST) after this time; until then data flows. */
    record Reset(Duration after) implements Fault {

        public Reset {
            requireNotNegative(after, "after");
        }

        /** A reset at once. */
        public Reset() {
            this(Duration.ZERO);
        }
    }

    /** Data arrives in pieces of this many bytes, give or take up to the variation, with a pause after each. */
    record Slicer(int size, int variation, Duration pause) implements Fault {

        public Slicer {
            require(size > 0, "size", size);
            require(variation >= 0 && variation < size, "variation", variation);
            requireNotNegative(pause, "pause");
        }

        int drawSize() {
            return ThreadLocalRandom.current().nextInt(size - variation, size + variation + 1);
        }
    }

    /** The whole connection is closed when this many more bytes have arrived. */
    record Limit(long bytes) implements Fault {

        public Limit {
            require(bytes > 0, "bytes", bytes);
        }
    }

    private static void requireNotNegative(Duration duration, String what) {
        require(!duration.isNegative(), what, duration);
    }

    private static void require(boolean condition, String what, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(what + " cannot be " + value);
        }
    }
}
