package dev.tandem.benchmark.infrastructure;

import dev.tandem.benchmark.contestant.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumes a topic, and records when each number first arrived, and how many arrived twice or out of order. */
public final class Receiver implements AutoCloseable {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BitSet seen;
    private final int[] latestOfSubject;
    private final long[] receivedAt;
    private final Thread reader;
    private volatile boolean running = true;
    private volatile int distinct;
    private volatile int duplicates;
    private volatile int reordered;
    private volatile long lastNewAt;
    private volatile long firstNewAt;
    private volatile long sentAfterMillis = Long.MAX_VALUE;
    private volatile long firstSentAfterAt;

    /**
     * Subscribes to the topic.
     *
     * @param subjects the number of subjects; an event's subject is its number modulo this
     * @param events the highest number plus one
     */
    Receiver(String bootstrapServers, String topic, int partitions, int subjects, int events) {
        seen = new BitSet(events);
        receivedAt = new long[events];
        latestOfSubject = new int[subjects];
        Arrays.fill(latestOfSubject, -1);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
        consumer.assign(all);
        reader = Thread.ofPlatform().name("receiver").start(this::read);
    }

    private void read() {
        while (running) {
            var messages = consumer.poll(Duration.ofMillis(100));
            var now = System.nanoTime();
            messages.forEach(message -> record(message, now));
        }
        consumer.close();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes
    private void record(ConsumerRecord<byte[], byte[]> message, long now) {
        var number = Event.number(message.value());
        if (seen.get(number)) {
            duplicates++;
            return;
        }
        seen.set(number);
        receivedAt[number] = now;
        var subject = number % latestOfSubject.length;
        if (number < latestOfSubject[subject]) {
            reordered++;
        } else {
            latestOfSubject[subject] = number;
        }
        if (firstNewAt == 0) {
            firstNewAt = now;
        }
        if (firstSentAfterAt == 0 && message.timestamp() > sentAfterMillis) {
            firstSentAfterAt = now;
        }
        lastNewAt = now;
        distinct++;
    }

    /** Resets the time of the first arrival. */
    public void resetFirstArrival() {
        firstNewAt = 0;
    }

    /** Records the arrival of the first new event that was sent after this time. */
    public void recordFirstSentAfter(long millis) {
        sentAfterMillis = millis;
    }

    /** Waits for that many distinct events; returns false if no new event arrives for a long time. */
    public boolean await(int events) {
        var since = System.nanoTime();
        while (distinct < events) {
            if (System.nanoTime() - Math.max(since, lastNewAt) > IDLE_TIMEOUT.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    public int distinct() {
        return distinct;
    }

    public int duplicates() {
        return duplicates;
    }

    /** The number of events that first arrived after a later one of their subject. */
    public int reordered() {
        return reordered;
    }

    /** The arrival time of the last new event, as {@link System#nanoTime}. */
    public long lastNewAt() {
        return lastNewAt;
    }

    public long firstNewAt() {
        return firstNewAt;
    }

    public long firstSentAfterAt() {
        return firstSentAfterAt;
    }

    /** The first arrival time of a number; zero if it has not arrived. */
    public long receivedAt(int number) {
        return receivedAt[number];
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        reader.join();
    }
}
