package dev.tandem.simulation.network;

import dev.tandem.simulation.database.Database.Row;
import dev.tandem.simulation.engine.Crash;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.TransactionException;

/** Delivers one subject's messages to one consumer: at least once, and the first time in their order. */
final class Feed {

    /** The default of shared-messaging, after which a message would become a dead letter. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Subscriber subscriber;
    private final List<Row> log;
    private final Stage stage;
    private int position;
    private int remembered;
    private int attempts;
    private boolean planned;

    Feed(Subscriber subscriber, List<Row> log) {
        this.subscriber = subscriber;
        this.log = log;
        this.stage = subscriber.stage();
    }

    boolean belongsTo(Service service) {
        return subscriber.service() == service;
    }

    boolean isAtEnd() {
        return position == log.size();
    }

    void plan() {
        plan(stage.chaos().delay(Broker.USUAL, Fault.SLOW_MESSAGE));
    }

    private void plan(Duration delay) {
        if (!planned && !isAtEnd()) {
            planned = true;
            stage.time().after(delay, this::deliver);
        }
    }

    private void deliver() {
        planned = false;
        if (!isAtEnd()) {
            subscriber.service().start(this::receive);
        }
    }

    private void receive(Instance instance) {
        var current = position;
        try {
            handle(instance, log.get(current));
            moveOnFrom(current);
            plan();
        } catch (TransactionException outage) {
            plan(PAUSE);
        } catch (RuntimeException failure) {
            failed(instance, log.get(current), failure);
            plan(PAUSE);
        } catch (Crash crash) {
            position = remembered;
            plan(PAUSE);
            throw crash;
        }
    }

    private void handle(Instance instance, Row message) {
        var isNew = subscriber.handle(message);
        stage.trace()
                .add(instance.name(), "%s %s %s", isNew ? "has handled" : "knows", message.id(), message.message());
    }

    /** While one instance was handling the message, another may have received the same one, or an earlier one. */
    private void moveOnFrom(int handled) {
        if (position != handled) {
            return;
        }
        position++;
        attempts = 0;
        if (!stage.chaos().happens(Fault.REDELIVERY)) {
            remembered = position;
        } else if (stage.chaos().oneIn(2)) {
            position = remembered;
        }
    }

    private void failed(Instance instance, Row message, RuntimeException failure) {
        stage.trace().add(instance.name(), "cannot handle %s: %s", message.message(), failure);
        attempts++;
        subscriber
                .violations()
                .check(attempts < ATTEMPTS, "progress: %s cannot be handled: %s", message.message(), failure);
    }
}
