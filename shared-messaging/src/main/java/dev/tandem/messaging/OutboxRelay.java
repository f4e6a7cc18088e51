package dev.tandem.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries what stands in the outbox to Kafka: at least once, and in order per subject.
 *
 * <p>Any number of instances may run; an advisory lock lets one of them work at a time. A message leaves the outbox in
 * the transaction that has seen Kafka's acknowledgement, and a message is sent only after the acknowledgement of the
 * one before it with the same subject.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** Stops after the listeners and the web server, whose last messages it carries. */
    static final int PHASE = 0;

    /** Any number will do, as long as nobody else in the service's own database locks the same. */
    private static final long LOCK = 0x6f7574626f78L;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final KafkaOperations<String, byte[]> kafka;
    private final MessagingSettings settings;
    private final String source;
    private final Semaphore wakeUp = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread worker;

    OutboxRelay(
            JdbcClient jdbc,
            TransactionOperations transactions,
            KafkaOperations<String, byte[]> kafka,
            MessagingSettings settings,
            String source) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.kafka = kafka;
        this.settings = settings;
        this.source = source;
    }

    /** Tells the relay that there is something to do. */
    void wake() {
        wakeUp.release();
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        if (worker != null) {
            await(worker);
        }
    }

    private static void await(Thread stopping) {
        try {
            stopping.join(STOP_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        while (running) {
            try {
                if (relayBatch() == 0) {
                    rest(settings.pollInterval());
                }
            } catch (RuntimeException failure) {
                log.warn("outbox relay failed, will try again: {}", failure.toString());
                rest(REST_AFTER_FAILURE);
            }
        }
    }

    private void rest(Duration atMost) {
        try {
            if (wakeUp.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Sends what is there, at most one batch of it, and returns how much it was. */
    int relayBatch() {
        var sent = transactions.execute(_ -> {
            if (!isTheOnlyRelay()) {
                return 0;
            }
            var batch = nextBatch();
            send(batch);
            delete(batch);
            return batch.size();
        });
        return sent == null ? 0 : sent;
    }

    private boolean isTheOnlyRelay() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    private List<OutboxMessage> nextBatch() {
        return jdbc.sql("select * from messaging.outbox order by id limit ?")
                .param(settings.batchSize())
                .query(DataClassRowMapper.newInstance(OutboxMessage.class))
                .list();
    }

    private void send(List<OutboxMessage> batch) {
        var subjects = new HashSet<String>();
        var underWay = new ArrayList<CompletableFuture<?>>();
        for (var message : batch) {
            if (!subjects.add(message.subject())) {
                awaitAll(underWay);
                subjects.clear();
                subjects.add(message.subject());
            }
            underWay.add(kafka.send(message.toRecord(source)));
        }
        awaitAll(underWay);
    }

    private static void awaitAll(List<CompletableFuture<?>> underWay) {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture<?>[]::new)).join();
        underWay.clear();
    }

    private void delete(List<OutboxMessage> batch) {
        if (!batch.isEmpty()) {
            jdbc.sql("delete from messaging.outbox where id in (:ids)")
                    .param("ids", batch.stream().map(OutboxMessage::id).toList())
                    .update();
        }
    }
}
