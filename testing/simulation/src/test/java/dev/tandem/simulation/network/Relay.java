package dev.tandem.simulation.network;

import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Service;
import java.time.Duration;
import java.util.HashSet;

/**
 * Publishes a service's outbox to the broker. Like the real relay, it saves its position when all messages before it
 * have arrived. Until then it sends the messages after its position again. Within a subject, no message overtakes a
 * lost one.
 */
public final class Relay {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The maximum number of in-flight messages. */
    private static final int WINDOW = 5;

    private final Database database;
    private final Service service;
    private final Broker broker;
    private final Environment environment;
    private int position;
    private boolean planned;

    public Relay(Database database, Service service, Broker broker, Environment environment) {
        this.database = database;
        this.service = service;
        this.broker = broker;
        this.environment = environment;
    }

    public boolean isIdle() {
        return position == database.outbox().size();
    }

    public void plan() {
        if (!planned && !isIdle()) {
            planned = true;
            environment.time().after(environment.chaos().delay(PAUSE, Fault.SLOW_MESSAGE), this::run);
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
        var blocked = new HashSet<String>();
        var end = Math.min(
                position + environment.chaos().between(1, WINDOW),
                database.outbox().size());
        for (var row : database.outbox().subList(position, end)) {
            var log = broker.logOf(row.message());
            if (environment.chaos().happens(Fault.LOST_MESSAGE)) {
                blocked.add(log);
            }
            if (!blocked.contains(log)) {
                send(row);
            }
        }
        if (blocked.isEmpty() && !environment.chaos().happens(Fault.REPEATED_MESSAGE)) {
            position = end;
        }
    }

    private void send(OutboxRow row) {
        environment.trace().add("kafka", "gets %s %s", row.id(), row.message());
        broker.append(row);
    }

    public void reset() {
        position = 0;
        planned = false;
    }
}
