package dev.tandem.messaging.relay;

import dev.tandem.messaging.outbox.OutboxMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Relays that look correct but lose or reorder messages. They show that the tests of the real one can fail. */
final class FlawedRelay implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final OutboxDatabase outbox;
    private final KafkaProducer<String, byte[]> producer;
    private final Semaphore stop = new Semaphore(0);
    private final Thread worker;
    private long lastId;
    private String lastTransaction = "0";

    private FlawedRelay(OutboxDatabase outbox, Consumer<FlawedRelay> step) {
        this.outbox = outbox;
        this.producer = RelayProcess.producer(outbox.bootstrapServers());
        this.worker = Thread.ofPlatform().start(() -> run(step));
    }

    /** Reads on from the highest id that it has seen. A row that commits late with a lower id is lost. */
    static FlawedRelay byId(OutboxDatabase outbox) {
        return new FlawedRelay(outbox, FlawedRelay::sendById);
    }

    /**
     * Reads by transaction id, below the oldest open one. Of two overlapping transactions the later one may have the
     * lower id.
     */
    static FlawedRelay byTransaction(OutboxDatabase outbox) {
        return new FlawedRelay(outbox, FlawedRelay::sendByTransaction);
    }

    /** Takes the next unlocked rows, sends and deletes them. Two such relays overtake each other. */
    static FlawedRelay skippingLocked(OutboxDatabase outbox) {
        return new FlawedRelay(outbox, FlawedRelay::sendUnlocked);
    }

    private void run(Consumer<FlawedRelay> step) {
        try {
            do {
                step.accept(this);
            } while (!stop.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendById() {
        for (var message : read("id > ? order by id", lastId)) {
            send(message);
            lastId = message.id();
        }
    }

    private void sendByTransaction() {
        for (var message : read("""
                (xid, id) > (cast(? as xid8), ?) and xid < pg_snapshot_xmin(pg_current_snapshot())
                order by xid, id""", lastTransaction, lastId)) {
            send(message);
            lastId = message.id();
            lastTransaction = outbox.jdbc()
                    .sql("select xid::text from messaging.outbox where id = ?")
                    .param(message.id())
                    .query((row, _) -> row.getString(1))
                    .single();
        }
    }

    private void sendUnlocked() {
        outbox.transactions().executeWithoutResult(_ -> {
            for (var message : read("true order by id limit 20 for update skip locked")) {
                send(message);
                outbox.jdbc()
                        .sql("delete from messaging.outbox where id = ?")
                        .param(message.id())
                        .update();
            }
        });
    }

    private List<OutboxMessage> read(String which, Object... parameters) {
        return outbox.jdbc()
                .sql("select " + OutboxMessage.COLUMNS + " from messaging.outbox where " + which)
                .params(parameters)
                .query((row, _) -> OutboxMessage.of(row))
                .list();
    }

    private void send(OutboxMessage message) {
        ProducerRecord<String, byte[]> sent = message.toRecord("/test");
        producer.send(sent);
    }

    @Override
    public void close() throws InterruptedException {
        stop.release();
        worker.join();
        producer.close();
    }
}
