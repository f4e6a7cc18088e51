package dev.tandem.simulation.network;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import dev.tandem.messaging.inbox.RealConsumers;
import dev.tandem.simulation.engine.Crash;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.TransactionException;

/**
 * Polls a topic for a service, and repeats what fails: as Kafka's consumer and the listener's error handler do, which
 * need threads and real time. What happens to the messages of a poll is decided by the real consumer.
 */
public final class TopicConsumer {

    /** Fewer than in the settings, so that messages become dead letters. */
    public static final int ATTEMPTS = 3;

    /** The time that a message takes without a fault. */
    private static final Duration USUAL_DELAY = Duration.ofMillis(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Service service;
    private final String topic;
    private final RealConsumers consumers;
    private final UnhandledMessages letters;
    private final Environment environment;
    private final PlantedBug bug;
    private final Map<Log, LogPosition> positions = new LinkedHashMap<>();
    private boolean planned;

    public TopicConsumer(
            Service service,
            String topic,
            RealConsumers consumers,
            UnhandledMessages letters,
            Environment environment,
            PlantedBug bug) {
        this.service = service;
        this.topic = topic;
        this.consumers = consumers;
        this.letters = letters;
        this.environment = environment;
        this.bug = bug;
    }

    String topic() {
        return topic;
    }

    boolean belongsTo(Service other) {
        return service == other;
    }

    boolean isAtEnd() {
        return positions.values().stream().allMatch(LogPosition::isAtEnd);
    }

    void arrive(Log log) {
        plan(positions.computeIfAbsent(log, LogPosition::new));
    }

    void resume() {
        positions.values().forEach(this::plan);
    }

    private void plan(LogPosition position) {
        plan(position, environment.chaos().delay(USUAL_DELAY, Fault.SLOW_MESSAGE));
    }

    private void plan(LogPosition position, Duration delay) {
        if (position.plan()) {
            environment.time().after(delay, () -> becomeDue(position));
        }
    }

    /** The next poll begins a little later, and takes all that is due by then. */
    private void becomeDue(LogPosition position) {
        position.becomeDue();
        if (!planned) {
            planned = true;
            environment.time().after(environment.chaos().delay(USUAL_DELAY, Fault.SLOW_MESSAGE), this::poll);
        }
    }

    private void poll() {
        planned = false;
        var due = positions.values().stream().filter(LogPosition::takeDue).toList();
        service.start(instance -> receive(instance, due));
    }

    private void receive(Instance instance, List<LogPosition> due) {
        try {
            handle(instance, new Poll(due, environment.chaos()));
            due.forEach(this::plan);
        } catch (BatchListenerFailedException failure) {
            due.forEach(position -> plan(position, PAUSE));
        } catch (Crash crash) {
            due.forEach(LogPosition::rewind);
            due.forEach(position -> plan(position, PAUSE));
            throw crash;
        }
    }

    private void handle(Instance instance, Poll poll) {
        environment.trace().add(instance.name(), "receives %s", poll);
        try {
            consumers.receive(topic, poll.records());
            poll.advance(poll.records().size(), environment.chaos());
        } catch (BatchListenerFailedException failure) {
            environment.trace().add(instance.name(), "cannot handle a message: %s", String.valueOf(failure.getCause()));
            repeatFrom(poll, failure);
            throw failure;
        }
    }

    private void repeatFrom(Poll poll, BatchListenerFailedException failure) {
        var failed = poll.records().indexOf(failure.getRecord());
        var handled = failed + (isDead(poll, failed, failure) ? 1 : 0);
        poll.advance(bug == PlantedBug.REST_OF_POLL_SKIPPED ? poll.records().size() : handled, environment.chaos());
    }

    /** Makes a message a dead letter after its last attempt; an outage is nobody's attempt. */
    private boolean isDead(Poll poll, int failed, BatchListenerFailedException failure) {
        var message = poll.records().get(failed);
        return !RealConsumers.isOutage(failure)
                && poll.originOf(failed).fail((int) message.offset()) >= ATTEMPTS
                && isStored(message, failure);
    }

    private boolean isStored(ConsumerRecord<String, byte[]> message, BatchListenerFailedException failure) {
        try {
            letters.add(DeadLetter.unhandled(
                    topic, "the only " + topic, message, State.DEAD, ATTEMPTS, failure.getCause()));
            return true;
        } catch (TransactionException outage) {
            return false;
        }
    }

    void reset() {
        positions.clear();
        planned = false;
    }
}
