package dev.tandem.sealing;

import java.lang.management.ManagementFactory;
import java.util.UUID;

/** Measures what it costs to seal and to open a token: CPU of one thread. Run its main class by hand. */
final class SealingSpeed {

    private static final int TOKENS = 200_000;

    private SealingSpeed() {}

    static void main() {
        var settings = new SealingSettings("YS1rZXktdGhhdC1vbmx5LXRoZS10ZXN0cy1rbm93LS0", "");
        var sealer = new TokenSealer(settings);
        var opener = new TokenOpener(settings);
        for (var round = 1; round <= 5; round++) {
            System.out.printf("round %d: %.1f µs of CPU to seal once and open once%n", round, micros(sealer, opener));
        }
    }

    private static double micros(TokenSealer sealer, TokenOpener opener) {
        var threads = ManagementFactory.getThreadMXBean();
        var begin = threads.getCurrentThreadCpuTime();
        for (var i = 0; i < TOKENS; i++) {
            var orderId = new UUID(i, i);
            if (!(opener.open(orderId, sealer.seal(orderId, "tok_visa")) instanceof Opening.Opened)) {
                throw new IllegalStateException("not opened");
            }
        }
        return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / TOKENS;
    }
}
