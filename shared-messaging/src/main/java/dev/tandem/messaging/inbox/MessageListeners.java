package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.worker.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** Consumes the channels of all {@link MessageHandler}s. */
final class MessageListeners implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MessageListeners.class);

    /** How long messages gather between two polls: each poll costs about the same, however many it finds. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration REST_AFTER_ERROR = Duration.ofSeconds(1);

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private boolean running;

    MessageListeners(
            ConsumerFactory<String, byte[]> consumers,
            List<IncomingMessages<?>> incoming,
            CommonErrorHandler failures,
            MessagingSettings settings,
            MeterRegistry meters,
            String group) {
        this.containers = incoming.stream()
                .map(messages -> container(messages, consumers, failures, settings, meters, group))
                .toList();
        containers.forEach(
                container -> container.setApplicationEventPublisher(event -> restartAfterError(container, event)));
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            IncomingMessages<?> messages,
            ConsumerFactory<String, byte[]> consumers,
            CommonErrorHandler failures,
            MessagingSettings settings,
            MeterRegistry meters,
            String group) {
        var properties = new ContainerProperties(messages.topic());
        properties.setGroupId(group);
        properties.setAckMode(AckMode.BATCH);
        properties.setIdleBetweenPolls(GATHERING.toMillis());
        var deleted = new DeletedMessages(messages.consumer(), meters);
        properties.setConsumerRebalanceListener(deleted);
        properties.setMessageListener((BatchConsumerAwareMessageListener<String, byte[]>) (records, consumer) -> {
            deleted.check(records, requireNonNull(consumer));
            messages.receive(records);
        });
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(messages.topic());
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(failures);
        return container;
    }

    /** An Error that comes from the consumer itself, not from a handler, ends its thread. */
    private void restartAfterError(ConcurrentMessageListenerContainer<?, ?> container, Object event) {
        if (event instanceof ConsumerStoppedEvent stopped && stopped.getReason() == Reason.ERROR) {
            log.error("an Error ended the listener of {}, restarting it", container.getBeanName());
            Thread.ofPlatform().name("restart-listener").start(() -> restart(container));
        }
    }

    private void restart(ConcurrentMessageListenerContainer<?, ?> container) {
        try {
            do {
                Thread.sleep(REST_AFTER_ERROR);
            } while (!isRestarted(container));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isRestarted(ConcurrentMessageListenerContainer<?, ?> container) {
        try {
            if (running) {
                container.stop();
                container.start();
            }
            return true;
        } catch (RuntimeException | Error failure) {
            FailureLog.warn(
                    log, "the listener of " + container.getBeanName() + " does not start, will try again", failure);
            return false;
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public synchronized void stop() {
        running = false;
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }
}
