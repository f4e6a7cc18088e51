package dev.tandem.messaging.wire;

import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.EarlierVersion;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.topology.Channels;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.ReflectionUtils;

/** The messages of one channel, by their CloudEvents types. */
public final class MessageCatalogue<M extends Message> {

    private final Class<M> messages;
    private final Map<String, Class<? extends Message>> classes;

    private MessageCatalogue(Class<M> messages) {
        this.messages = messages;
        this.classes = Channels.messagesOf(messages).stream()
                .collect(Collectors.toUnmodifiableMap(MessageCatalogue::typeOf, Function.identity()));
    }

    /**
     * The catalogue of a channel.
     *
     * @throws IllegalArgumentException if the type is not the sealed interface of a channel
     */
    public static <M extends Message> MessageCatalogue<M> of(Class<M> messages) {
        if (!messages.isSealed() || !messages.isAnnotationPresent(Channel.class)) {
            throw new IllegalArgumentException(messages + " is not a sealed interface with a @Channel");
        }
        return new MessageCatalogue<>(messages);
    }

    public static Channel channelOf(Message message) {
        return Arrays.stream(message.getClass().getInterfaces())
                .map(type -> type.getAnnotation(Channel.class))
                .filter(channel -> channel != null)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(message.getClass() + " belongs to no @Channel"));
    }

    public static String typeOf(Class<? extends Message> message) {
        var type = message.getAnnotation(MessageType.class);
        if (type == null) {
            throw new IllegalArgumentException(message + " has no @MessageType");
        }
        return type.value();
    }

    public Channel channel() {
        return messages.getAnnotation(Channel.class);
    }

    /** The class for a CloudEvents type; empty for a type that this service does not know (yet). */
    public Optional<Class<? extends Message>> find(String type) {
        return Optional.ofNullable(classes.get(type));
    }

    /** The CloudEvents types of these messages, in all their versions. */
    public Set<String> typesOf(Set<Class<? extends M>> present) {
        return classes.entrySet().stream()
                .filter(known -> present.contains(presentClass(known.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Follows what {@code upcast} of each version declares to return. */
    private static Class<?> presentClass(Class<?> version) {
        var present = version;
        while (EarlierVersion.class.isAssignableFrom(present)) {
            present = requireNonNull(ReflectionUtils.findMethod(present, "upcast"))
                    .getReturnType();
        }
        return present;
    }

    /** Converts a message of this channel to its present version, whichever version it arrived in. */
    public M present(Message message) {
        var present = message;
        while (present instanceof EarlierVersion earlier) {
            present = earlier.upcast();
        }
        return messages.cast(present);
    }
}
