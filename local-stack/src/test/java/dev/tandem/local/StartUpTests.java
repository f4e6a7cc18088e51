package dev.tandem.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.local.StartUp.Part;
import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartUpTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StartUp startUp = new StartUp(new Console(new PrintStream(said, true, UTF_8)), Duration.ofMillis(50));
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void nothing_hangs() {
        never.countDown();
    }

    @Test
    void parts_work_at_the_same_time() {
        var meeting = new CyclicBarrier(2);

        startUp.run(
                List.of(new Part("one", LONG, () -> meet(meeting)), new Part("another", LONG, () -> meet(meeting))));
    }

    @Test
    void parts_work_on_platform_threads() {
        Queue<Boolean> virtual = new ConcurrentLinkedQueue<>();

        startUp.run(List.of(new Part(
                "a part", LONG, () -> virtual.add(Thread.currentThread().isVirtual()))));

        assertThat(virtual).containsExactly(false);
    }

    /**
     * Two virtual threads can hold on to both carriers in class initialisers, and wait for a lock whose holder has none
     * left.
     */
    @Test
    void nothing_here_is_done_on_virtual_threads() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(source)
                            .content()
                            .doesNotContain("ofVirtual", "newVirtualThread", "startVirtualThread"));
        }
    }

    @Test
    void a_part_that_takes_long_is_named_again_and_again() {
        startUp.run(List.of(new Part("Kafka", LONG, () -> {
            while (said().split("Still waiting for Kafka since 0 s", -1).length < 3) {
                Thread.onSpinWait();
            }
        })));
    }

    @Test
    void a_part_that_hangs_fails_at_its_limit_and_tells_where() {
        var hangs = new Part("Kafka", Duration.ofMillis(200), () -> await(never));

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> startUp.run(List.of(hangs)))
                .withMessageContaining("Kafka is not there after 0 s; it hangs at")
                .withMessageContaining("StartUpTests.await(StartUpTests.java");
    }

    @Test
    void the_first_failure_is_reported_even_if_another_part_hangs() {
        var hangs = new Part("Kafka", LONG, () -> await(never));
        var fails = new Part("PostgreSQL", LONG, () -> {
            throw new IllegalStateException("no space left");
        });

        assertThatThrownBy(() -> startUp.run(List.of(hangs, fails))).hasMessage("no space left");
    }

    @Test
    void an_error_is_a_reason_too() {
        var fails = new Part("Kafka", LONG, () -> {
            throw new NoClassDefFoundError("kafka/Kafka");
        });

        assertThatThrownBy(() -> startUp.run(List.of(fails))).hasMessageContaining("Kafka failed", "kafka/Kafka");
    }

    @Test
    void what_is_waited_for_can_be_asked_meanwhile() throws InterruptedException {
        var works = new CountDownLatch(1);
        var start = Thread.ofPlatform()
                .start(() -> startUp.run(List.of(new Part("mail", LONG, () -> {}), new Part("Kafka", LONG, () -> {
                    works.countDown();
                    await(never);
                }))));
        await(works);

        assertThat(startUp.state()).contains("waiting for", "Kafka since 0 s");

        never.countDown();
        start.join();
        assertThat(startUp.state()).isEqualTo("waiting for nothing");
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new AssertionError(alone);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
