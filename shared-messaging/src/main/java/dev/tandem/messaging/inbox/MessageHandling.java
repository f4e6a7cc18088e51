package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.database.DatabaseFailure;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.inbox.MessageReader.Arrival;
import dev.tandem.messaging.inbox.MessageReader.Known;
import dev.tandem.messaging.wire.MessageContext;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles single messages, each in one transaction with its inbox entry. A message behind a dead letter with the same
 * key becomes a dead letter, too. So does a message that needs a row that another transaction has locked, so that only
 * its own key waits for the lock.
 */
final class MessageHandling<M extends Message> {

    private static final Logger log = LoggerFactory.getLogger(MessageHandling.class);

    private final Subscription<M> subscription;
    private final Inbox inbox;
    private final MessageContext context;
    private final LockTimeouts lockTimeouts;
    private final MeterRegistry meters;

    MessageHandling(
            Subscription<M> subscription,
            Inbox inbox,
            MessageContext context,
            LockTimeouts lockTimeouts,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.context = context;
        this.lockTimeouts = lockTimeouts;
        this.meters = meters;
    }

    void receive(Arrival<M> arrival, HeldBack heldBack, PassedOver passedOver) {
        if (heldBack.contains(arrival.source())) {
            heldBack.add(arrival.source(), State.WAITING, 0, null);
        } else if (arrival.unreadable() != null) { // the next attempt would fail in the same way
            log.warn(
                    "cannot read message {}: {}",
                    nameOf(arrival.source()),
                    arrival.unreadable().toString());
            heldBack.add(arrival.source(), State.DEAD, 1, arrival.unreadable());
        } else if (arrival.message().isPresent()) {
            handleOrStepAside(arrival, heldBack);
        } else {
            passedOver.skip(arrival.source());
        }
    }

    private void handleOrStepAside(Arrival<M> arrival, HeldBack heldBack) {
        try {
            handleOnce(arrival.source(), arrival.message().orElseThrow());
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isLocked(failure)) {
                throw failure;
            }
            stepAside(arrival.source(), failure, heldBack);
        }
    }

    /** The message waits for the lock on its own, with its followers behind it; no attempt is counted. */
    private void stepAside(ConsumerRecord<String, byte[]> message, RuntimeException locked, HeldBack heldBack) {
        log.warn(
                "message {} steps aside, another transaction holds a lock that it needs: {}",
                nameOf(message),
                locked.toString());
        meters.counter("tandem.consumer.locked", "consumer", subscription.consumer())
                .increment();
        lockTimeouts.wasInVain();
        heldBack.add(message, State.WAITING, 0, locked);
    }

    private static String nameOf(ConsumerRecord<?, ?> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }

    /** Handles a message unless that has been done before; in the current transaction, if there is one. */
    void handleOnce(ConsumerRecord<String, byte[]> message, Known<M> known) {
        inbox.once(subscription.consumer(), known.receipt(), () -> {
            lockTimeouts.apply();
            handle(message, known);
        });
    }

    /** Handles a message in the current transaction, which has remembered it. */
    void handle(Arrival<M> arrival) {
        handle(arrival.source(), arrival.message().orElseThrow());
    }

    private void handle(ConsumerRecord<String, byte[]> message, Known<M> known) {
        context.within(
                known.type(), message.headers(), () -> subscription.handler().handle(known.content()));
    }
}
