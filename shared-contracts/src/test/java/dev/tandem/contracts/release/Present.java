package dev.tandem.contracts.release;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.topology.Channels;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A message as its record has it now, released or not.
 *
 * @param channel the sealed interface on whose topic it is published
 */
record Present(String type, Class<? extends Message> message, Class<?> channel, JsonNode schema) {

    /** All messages of some channels, by type. */
    static NavigableMap<String, Present> of(Collection<Class<? extends Message>> channels) {
        return new TreeMap<>(channels.stream()
                .flatMap(channel -> Channels.messagesOf(channel).stream().map(message -> of(message, channel)))
                .collect(Collectors.toMap(Present::type, Function.identity())));
    }

    static Present of(Class<? extends Message> message) {
        return of(message, message.getInterfaces()[0]);
    }

    private static Present of(Class<? extends Message> message, Class<?> channel) {
        return new Present(
                message.getAnnotation(MessageType.class).value(),
                message,
                channel,
                Schemas.of(message, channel.getAnnotation(Channel.class)));
    }

    String topic() {
        return channel.getAnnotation(Channel.class).value();
    }
}
