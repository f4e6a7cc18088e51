package dev.tandem.messaging;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** Listens on the channels of all {@link MessageHandler}s. */
final class MessageListeners implements SmartLifecycle {

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;

    MessageListeners(
            ConsumerFactory<String, byte[]> consumers,
            List<IncomingMessages<?>> incoming,
            CommonErrorHandler failures,
            MessagingSettings settings,
            String group) {
        this.containers = incoming.stream()
                .map(messages -> container(messages, consumers, failures, settings, group))
                .toList();
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            IncomingMessages<?> messages,
            ConsumerFactory<String, byte[]> consumers,
            CommonErrorHandler failures,
            MessagingSettings settings,
            String group) {
        var properties = new ContainerProperties(messages.topic());
        properties.setGroupId(group);
        properties.setAckMode(AckMode.BATCH);
        properties.setMessageListener((BatchMessageListener<String, byte[]>) messages::receive);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(messages.topic());
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(failures);
        return container;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }
}
