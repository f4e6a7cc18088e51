package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.Deadline;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWaitsTests {

    private static final RequestKey KEY = new RequestKey("ada", "key-1");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SharedWaits waits = new SharedWaits();
    private final Order answer = OrderFixtures.order();
    private final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void no_thread_is_left() {
        threads.shutdownNow();
    }

    @Test
    void waiters_of_one_key_share_one_look_per_growing_pause() throws Exception {
        var waiters = IntStream.range(0, 20)
                .mapToObj(_ -> start(Duration.ofSeconds(1), this::lookInVain))
                .toList();

        for (var waiter : waiters) {
            assertThat(waiter.get(10, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(looks.get())
                .as("at the beginning, after 50, 150, 350 and 750 ms, and before they give up")
                .isBetween(1, 7);
    }

    @Test
    void a_waiter_looks_once_more_before_it_gives_up() throws Exception {
        var begin = System.nanoTime();
        // The answer arrives after the look at 350 ms, and before the one at 750 ms.
        var waiter = start(
                Duration.ofMillis(650),
                () -> System.nanoTime() - begin > 500_000_000L ? Optional.of(answer) : Optional.empty());

        assertThat(waiter.get(10, TimeUnit.SECONDS)).contains(answer);
    }

    @Test
    void an_answer_found_by_one_look_is_for_all_waiters() throws Exception {
        var waiters = IntStream.range(0, 20)
                .mapToObj(_ -> start(
                        Duration.ofSeconds(10),
                        () -> looks.incrementAndGet() < 3 ? Optional.empty() : Optional.of(answer)))
                .toList();

        for (var waiter : waiters) {
            assertThat(waiter.get(10, TimeUnit.SECONDS)).contains(answer);
        }
        assertThat(looks.get()).isEqualTo(3);
    }

    @Test
    void an_answer_of_this_instance_needs_no_further_look() throws Exception {
        var waiter = start(Duration.ofSeconds(10), this::lookInVain);
        await().until(() -> looks.get() > 0);

        waits.answer(KEY, answer);

        assertThat(waiter.get(5, TimeUnit.SECONDS)).contains(answer);
    }

    @Test
    void a_waiter_leaves_in_time_during_the_look_of_another() throws Exception {
        var hold = new CountDownLatch(1);
        var slow = start(Duration.ofSeconds(10), () -> {
            looks.incrementAndGet();
            return uninterrupted(() -> {
                hold.await();
                return Optional.of(answer);
            });
        });
        await().until(() -> looks.get() == 1);

        assertThat(start(Duration.ofMillis(100), this::lookInVain).get(5, TimeUnit.SECONDS))
                .isEmpty();

        hold.countDown();
        assertThat(slow.get(5, TimeUnit.SECONDS)).contains(answer);
    }

    @Test
    void a_look_that_fails_leaves_the_others_waiting() throws Exception {
        var waiters = IntStream.range(0, 2)
                .mapToObj(_ -> start(Duration.ofSeconds(10), () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new IllegalStateException("the database is unavailable");
                    }
                    return looks.get() > 3 ? Optional.of(answer) : Optional.empty();
                }))
                .toList();

        var failures = 0;
        for (var waiter : waiters) {
            try {
                assertThat(waiter.get(10, TimeUnit.SECONDS)).contains(answer);
            } catch (ExecutionException failed) {
                failures++;
            }
        }
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void a_caller_without_a_deadline_does_not_wait() {
        assertThat(waits.await(KEY, this::lookInVain)).isEmpty();
        assertThat(looks.get()).isEqualTo(1);
    }

    private Future<Optional<Order>> start(Duration budget, Supplier<Optional<Order>> look) {
        return threads.submit(() -> Deadline.in(budget, Clock.systemUTC()).call(() -> waits.await(KEY, look)));
    }

    private Optional<Order> lookInVain() {
        looks.incrementAndGet();
        return Optional.empty();
    }

    private static <T> T uninterrupted(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
