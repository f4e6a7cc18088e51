package dev.tandem.benchmark.orders.load;

import java.time.Duration;

/** How customers place orders, and for how long. */
public sealed interface Load {

    Duration duration();

    /** Whether the customers ask for an answer at once ({@code Prefer: respond-async}). */
    boolean isAsync();

    /** Customers who each place an order as soon as the last one is answered. */
    record Closed(int customers, Duration duration, boolean isAsync) implements Load {}

    /**
     * Orders that come whether or not earlier ones are answered.
     *
     * @param rate orders per second, at equal distances
     */
    record Open(double rate, Duration duration) implements Load {

        @Override
        public boolean isAsync() {
            return false;
        }
    }
}
