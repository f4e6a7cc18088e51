package dev.tandem.simulation.network;

import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Database.Row;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import java.time.Duration;
import java.util.HashSet;

/**
 * Publishes a service's outbox to the broker. Like the real relay, it saves its position when all messages before it
 * have arrived, and until then sends those behind it again; within a subject, no message overtakes one that has not
 * arrived.
 */
public final class Relay {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The maximum number of in-flight messages. */
    private static final int WINDOW = 5;

    private final Database database;
    private final Service service;
    private final Broker broker;
    private final Stage stage;
    private int position;
    private boolean planned;

    public Relay(Database database, Service service, Broker broker, Stage stage) {
        this.database = database;
        this.service = service;
        this.broker = broker;
        this.stage = stage;
    }

    public boolean isIdle() {
        return position == database.outbox().size();
    }

    public void plan() {
        if (!planned && !isIdle()) {
            planned = true;
            stage.time().after(stage.chaos().delay(PAUSE, Fault.SLOW_MESSAGE), this::run);
        }
    }

    private void run() {
        planned = false;
        if (service.anyInstance().isPresent()) {
            send();
            plan();
        }
    }

    private void send() {
        var missing = new HashSet<String>();
        var end = Math.min(
                position + stage.chaos().between(1, WINDOW), database.outbox().size());
        for (var row : database.outbox().subList(position, end)) {
            var log = broker.logOf(row.message());
            if (stage.chaos().happens(Fault.LOST_MESSAGE)) {
                missing.add(log);
            }
            if (!missing.contains(log)) {
                send(row);
            }
        }
        if (missing.isEmpty() && !stage.chaos().happens(Fault.REPEATED_MESSAGE)) {
            position = end;
        }
    }

    private void send(Row row) {
        stage.trace().add("kafka", "gets %s %s", row.id(), row.message());
        broker.append(row);
    }

    public void reset() {
        position = 0;
        planned = false;
    }
}
