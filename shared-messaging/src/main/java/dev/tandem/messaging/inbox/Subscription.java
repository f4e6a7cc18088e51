package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.wire.MessageCatalogue;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;

/**
 * A handler and the messages that it handles.
 *
 * @param consumer the name under which the inbox remembers the messages of this handler
 */
record Subscription<M extends Message>(String consumer, MessageHandler<M> handler, MessageCatalogue<M> messages) {

    /**
     * Finds the channel by the type argument of the handler's class.
     *
     * @throws IllegalArgumentException if the class does not name the messages of a channel
     */
    @SuppressWarnings("unchecked") // the type argument of a MessageHandler<M> is M's class
    static <M extends Message> Subscription<M> of(MessageHandler<M> handler) {
        var handlerClass = AopUtils.getTargetClass(handler);
        var messages =
                ResolvableType.forClass(handlerClass).as(MessageHandler.class).resolveGeneric(0);
        if (messages == null || !messages.isAnnotationPresent(Channel.class)) {
            throw new IllegalArgumentException(handlerClass
                    + " must be a class that names its messages, for example: implements MessageHandler<OrderEvent>");
        }
        var catalogue = MessageCatalogue.of((Class<M>) messages);
        return new Subscription<>(catalogue.channel().value(), handler, catalogue);
    }
}
