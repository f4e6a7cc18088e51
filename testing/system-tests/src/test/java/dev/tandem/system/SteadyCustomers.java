package dev.tandem.system;

import static org.awaitility.Awaitility.await;

import dev.tandem.system.Shop.Answer;
import dev.tandem.system.Shop.Order;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Customers who order all the time, at several instances in turn. They know as much as a load balancer: they skip an
 * instance that does not report that it is ready, and count any other failure.
 */
final class SteadyCustomers implements AutoCloseable {

    private static final int CUSTOMERS = 4;

    /** The pause between two orders of a customer. */
    private static final Duration THOUGHT = Duration.ofMillis(100);

    private final Shop shop;
    private final List<Integer> ports;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<UUID> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ordering = true;

    SteadyCustomers(Shop shop, List<Integer> ports) {
        this.shop = shop;
        this.ports = ports;
        for (var i = 0; i < CUSTOMERS; i++) {
            threads.execute(this::keepOrdering);
        }
    }

    private void keepOrdering() {
        while (ordering) {
            place(Order.of("STICKER-TANDEM", 1));
            LockSupport.parkNanos(THOUGHT.toNanos());
        }
    }

    private void place(Order order) {
        var port = nextReady();
        if (port.isEmpty()) {
            failures.add("no instance is ready");
            return;
        }
        try {
            note(shop.placeAt(port.get(), order));
        } catch (UncheckedIOException failed) {
            failures.add(port.get() + ": " + failed.getCause());
        }
    }

    /** Checked before each order, since an instance that shuts down is unready for a moment before it is gone. */
    private Optional<Integer> nextReady() {
        var first = turn.getAndIncrement();
        return IntStream.range(first, first + ports.size())
                .mapToObj(next -> ports.get(next % ports.size()))
                .filter(shop::isReady)
                .findFirst();
    }

    private void note(Answer answer) {
        if (answer.status() == 201 || answer.status() == 202) {
            accepted.add(answer.orderId());
        } else {
            failures.add(answer.status() + " " + answer.body());
        }
    }

    /** Waits until some more orders have been accepted. */
    void awaitMore() {
        var before = accepted.size();
        await().until(() -> accepted.size() >= before + 20);
    }

    List<UUID> accepted() {
        return List.copyOf(accepted);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Ends after the orders in progress. */
    @Override
    public void close() {
        ordering = false;
        threads.close();
    }
}
