package dev.tandem.messaging.metrics;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConsumerLagTests {

    @Test
    void the_measuring_goes_on_after_an_Error() {
        var questions = new AtomicInteger();
        var lag = new ConsumerLag(() -> {
            questions.incrementAndGet();
            throw new NoClassDefFoundError("dev/tandem/Missing");
        });
        lag.start();
        try {
            await().until(() -> questions.get() > 1);
        } finally {
            lag.stop();
        }
    }
}
