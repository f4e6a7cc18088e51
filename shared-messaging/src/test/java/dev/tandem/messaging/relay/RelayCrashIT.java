package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.Inbox.Receipt;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.inbox.PlainInbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three relays in processes of their own, whose leader is killed or suspended: no message is lost or overtaken. */
class RelayCrashIT {

    private static final int KILLS = 10;
    private static final int BATCH = 200;
    private static final int BATCHES_UNDER_WAY = 3;
    private static final Duration LEASE = Duration.ofMillis(500);

    private final OutboxDatabase outbox = new OutboxDatabase(Settings.with(LEASE, BATCH), 4);
    private final List<Process> relays = new ArrayList<>();
    private final Load load = new Load();

    @BeforeEach
    void start() {
        for (var i = 0; i < 3; i++) {
            relays.add(outbox.startRelayProcess());
        }
        load.start();
        awaitProgress();
    }

    @AfterEach
    void stop() {
        load.stop();
        relays.forEach(Process::destroyForcibly);
        outbox.close();
    }

    @Test
    void killed_ten_times_they_lose_and_reorder_nothing() {
        for (var i = 0; i < KILLS; i++) {
            var leader = leader();
            leader.destroyForcibly();
            relays.remove(leader);
            relays.add(outbox.startRelayProcess());
            awaitProgress();
        }

        assertThatAllIsWell();
    }

    @Test
    void held_up_for_longer_than_its_lease_one_does_no_harm_when_it_wakes_up() throws IOException {
        var heldUp = leader();
        signal("STOP", heldUp);
        awaitProgress();
        assertThat(leader()).isNotEqualTo(heldUp);
        signal("CONT", heldUp);
        awaitProgress();

        assertThatAllIsWell();

        // It has noticed that its term is over, and leads again when no other relay is left.
        relays.stream().filter(relay -> !relay.equals(heldUp)).forEach(Process::destroyForcibly);
        outbox.add("last", 1);
        outbox.awaitArrival("last1");
    }

    private void assertThatAllIsWell() {
        load.stop();
        outbox.awaitArrivals(load.written());
        outbox.assertOrderPerSubject();
        assertThat(outbox.duplicates()).isLessThanOrEqualTo(terms() * BATCHES_UNDER_WAY * BATCH);
        assertThatTheInboxLetsEachThroughOnce();
    }

    private void assertThatTheInboxLetsEachThroughOnce() {
        var inbox = PlainInbox.of(outbox.dataSource());
        var today = Instant.now();
        var handled = 0;
        for (var arrival : outbox.arrivals()) {
            if (inbox.once("test", new Receipt(arrival.id(), today), () -> {})) {
                handled++;
            }
        }
        assertThat(handled).isEqualTo(load.written());
    }

    /** The number of terms so far; each may have left its in-flight batches to the next. */
    private int terms() {
        return outbox.jdbc()
                .sql("select epoch from messaging.outbox_lane where lane = 0")
                .query(Integer.class)
                .single();
    }

    private Process leader() {
        var pid = outbox.jdbc()
                .sql("select split_part(holder, '-', 1)::bigint from messaging.outbox_lane where lane = 0")
                .query(Long.class)
                .single();
        return relays.stream()
                .filter(relay -> relay.pid() == pid)
                .findAny()
                .orElseThrow(() -> new AssertionError("nobody of ours leads, but " + pid));
    }

    /** Messages that are written from now on are published, and the leader is alive. */
    private void awaitProgress() {
        var written = outbox.jdbc()
                .sql("select last_value from messaging.outbox_id")
                .query(Long.class)
                .single();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> outbox.jdbc()
                                .sql("select coalesce(max(highest_id), 0) from messaging.outbox_lane")
                                .query(Long.class)
                                .single()
                        > written + 50);
        outbox.arrivals();
    }

    private static void signal(String name, Process process) throws IOException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .start()
                .onExit()
                .join();
    }

    /** Overlapping writers: each gets its transaction id before it locks its subject. */
    private final class Load {

        private static final int WRITERS = 4;
        private static final int SUBJECTS = 20;

        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicInteger written = new AtomicInteger();
        private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

        void start() {
            for (var i = 0; i < WRITERS; i++) {
                writers.execute(this::write);
            }
        }

        private void write() {
            var random = ThreadLocalRandom.current();
            while (running.get()) {
                try (var writer = outbox.begin()) {
                    writer.writeElsewhere();
                    LockSupport.parkNanos(random.nextInt(5_000_000));
                    writer.addNext("s" + random.nextInt(SUBJECTS)).commit();
                    written.incrementAndGet();
                }
            }
        }

        void stop() {
            running.set(false);
            writers.close();
        }

        int written() {
            return written.get();
        }
    }
}
