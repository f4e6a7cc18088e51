package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.Shop.Answer;
import dev.tandem.system.Shop.Order;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Customers who place orders at the same time, each in a thread of its own. */
final class Customers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Customers.class);

    private final Shop shop;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Customers(Shop shop) {
        this.shop = shop;
    }

    /** An order whose answer its customer is waiting for. */
    record Waiting(Future<Answer> future) {

        Answer answer() {
            try {
                return future.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** Asserts that the connection of a waiting customer is lost. */
    static void receivesNoAnswer(Waiting customer) {
        assertThat(customer.future())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UncheckedIOException.class);
    }

    /** Places an order without waiting for the answer; each header is followed by its value. */
    Waiting place(Order order, String... headers) {
        return new Waiting(threads.submit(() -> shop.place(order, headers)));
    }

    /** Places orders at the same time, and waits for all answers. */
    List<Answer> placeAll(Stream<Order> orders, String... headers) {
        return orders.map(order -> place(order, headers)).toList().stream()
                .map(Waiting::answer)
                .toList();
    }

    /**
     * Places sixty orders at the same time, causes a fault as soon as ten are answered, and waits for the others. A
     * customer whose answer is lost does not order again.
     */
    void placeSixtyAnd(Runnable fault) throws InterruptedException {
        var answered = new CountDownLatch(10);
        try (var sixty = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 60; i++) {
                sixty.execute(() -> placeOneAnd(answered::countDown));
            }
            answered.await();
            fault.run();
        }
    }

    private void placeOneAnd(Runnable afterwards) {
        try {
            shop.place(Order.of("STICKER-TANDEM", 1));
        } catch (UncheckedIOException lost) {
            log.info("a customer received no answer: {}", lost.getMessage());
        } finally {
            afterwards.run();
        }
    }

    /** Waits for all answers. */
    @Override
    public void close() {
        threads.close();
    }
}
