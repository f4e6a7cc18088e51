package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.contracts.Message;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.MessageListener;

/** Listens on the channels of all {@link MessageHandler}s, and passes each message through the inbox to its handler. */
final class MessageListeners implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MessageListeners.class);

    private final ConsumerFactory<String, byte[]> consumers;
    private final Inbox inbox;
    private final MessageJson json;
    private final CommonErrorHandler errorHandler;
    private final MessagingSettings settings;
    private final String group;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;

    MessageListeners(
            ConsumerFactory<String, byte[]> consumers,
            Inbox inbox,
            MessageJson json,
            CommonErrorHandler errorHandler,
            MessagingSettings settings,
            String group,
            List<Subscription<?>> subscriptions) {
        this.consumers = consumers;
        this.inbox = inbox;
        this.json = json;
        this.errorHandler = errorHandler;
        this.settings = settings;
        this.group = group;
        this.containers = subscriptions.stream().map(this::container).toList();
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

    private ConcurrentMessageListenerContainer<String, byte[]> container(Subscription<?> subscription) {
        var topic = subscription.messages().channel().value();
        var properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setAckMode(AckMode.RECORD);
        properties.setMessageListener((MessageListener<String, byte[]>) message -> receive(subscription, message));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(topic);
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(errorHandler);
        return container;
    }

    private <M extends Message> void receive(Subscription<M> subscription, ConsumerRecord<String, byte[]> received) {
        var id = requiredHeader(received, CloudEventHeaders.ID);
        var type = requiredHeader(received, CloudEventHeaders.TYPE);
        subscription
                .messages()
                .find(type)
                .ifPresentOrElse(
                        known -> handle(subscription, id, json.read(received.value(), known)),
                        () -> log.warn("skipped message {} of unknown type {}", id, type));
    }

    private <M extends Message> void handle(Subscription<M> subscription, String id, M message) {
        inbox.once(subscription.consumer(), id, () -> subscription.handler().handle(message));
    }

    private static String requiredHeader(ConsumerRecord<String, byte[]> received, String name) {
        var header = received.headers().lastHeader(name);
        if (header == null) {
            throw new UndecodableMessageException("the record has no header " + name, null);
        }
        return new String(header.value(), UTF_8);
    }
}
