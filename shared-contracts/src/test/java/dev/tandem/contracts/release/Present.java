package dev.tandem.contracts.release;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A message as its record has it now, released or not. */
record Present(String type, Class<? extends Message> message, JsonNode schema) {

    /** All messages of some channels, by type. */
    static NavigableMap<String, Present> of(Collection<Class<? extends Message>> channels) {
        return new TreeMap<>(channels.stream()
                .flatMap(channel -> Arrays.stream(channel.getPermittedSubclasses()))
                .map(message -> of(message.<Message>asSubclass(Message.class)))
                .collect(Collectors.toMap(Present::type, Function.identity())));
    }

    static Present of(Class<? extends Message> message) {
        return new Present(message.getAnnotation(MessageType.class).value(), message, Schemas.of(message));
    }

    /** The sealed interface to which it belongs. */
    Class<?> channel() {
        return message.getInterfaces()[0];
    }

    String topic() {
        return channel().getAnnotation(Channel.class).value();
    }
}
