package dev.tandem.simulation.network;

import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.engine.Crash;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.TransactionException;

/** Delivers one log to one subscriber: each message at least once, and in sequence the first time. */
final class LogConsumer {

    /** The default of shared-messaging, after which a message becomes a dead letter. */
    private static final int ATTEMPTS = 10;

    /** The time that a message takes without a fault. */
    private static final Duration USUAL_DELAY = Duration.ofMillis(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Subscriber subscriber;
    private final List<OutboxRow> log;
    private final Environment environment;
    private int position;
    private int committed;
    private int attempts;
    private boolean planned;

    LogConsumer(Subscriber subscriber, List<OutboxRow> log) {
        this.subscriber = subscriber;
        this.log = log;
        this.environment = subscriber.environment();
    }

    boolean belongsTo(Service service) {
        return subscriber.service() == service;
    }

    boolean isAtEnd() {
        return position == log.size();
    }

    void plan() {
        plan(environment.chaos().delay(USUAL_DELAY, Fault.SLOW_MESSAGE));
    }

    private void plan(Duration delay) {
        if (!planned && !isAtEnd()) {
            planned = true;
            environment.time().after(delay, this::deliver);
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
            advanceFrom(current);
            plan();
        } catch (TransactionException outage) {
            plan(PAUSE);
        } catch (RuntimeException failure) {
            recordFailure(instance, log.get(current), failure);
            plan(PAUSE);
        } catch (Crash crash) {
            position = committed;
            plan(PAUSE);
            throw crash;
        }
    }

    private void handle(Instance instance, OutboxRow message) {
        var isNew = subscriber.handle(message);
        environment
                .trace()
                .add(instance.name(), "%s %s %s", isNew ? "has handled" : "knows", message.id(), message.message());
    }

    /** Advances, unless another instance has moved the position while this one was handling the message. */
    private void advanceFrom(int handled) {
        if (position != handled) {
            return;
        }
        position++;
        attempts = 0;
        if (!environment.chaos().happens(Fault.REDELIVERY)) {
            committed = position;
        } else if (environment.chaos().oneIn(2)) {
            position = committed;
        }
    }

    private void recordFailure(Instance instance, OutboxRow message, RuntimeException failure) {
        environment.trace().add(instance.name(), "cannot handle %s: %s", message.message(), failure);
        attempts++;
        subscriber
                .violations()
                .check(attempts < ATTEMPTS, "progress: %s cannot be handled: %s", message.message(), failure);
    }
}
