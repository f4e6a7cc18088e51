package dev.tandem.messaging.wire;

import static java.util.stream.Collectors.toSet;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.topology.Channels;
import dev.tandem.messaging.AdditionalChannels;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The channels that this service knows: those of {@code shared-contracts}, and those that the application adds.
 *
 * @param all the sealed interfaces of the channels
 */
public record KnownChannels(List<Class<? extends Message>> all) {

    /**
     * Checks that the channels do not conflict with each other.
     *
     * @throws IllegalArgumentException if a class is not the sealed interface of a channel, or if two channels share a
     *     topic or the type of a message
     */
    public KnownChannels {
        all = List.copyOf(all);
        requireUnique(
                "topic", all, channel -> MessageCatalogue.of(channel).channel().value());
        requireUnique("type", messagesOf(all), MessageCatalogue::typeOf);
    }

    static KnownChannels with(Stream<AdditionalChannels> additional) {
        return new KnownChannels(Stream.concat(
                        Channels.ALL.stream(),
                        additional.map(AdditionalChannels::channels).flatMap(List::stream))
                .toList());
    }

    /** All messages of all channels, with their earlier versions. */
    List<Class<? extends Message>> messages() {
        return messagesOf(all);
    }

    /** What each channel is called, and how its topic is created. */
    public List<Channel> channels() {
        return all.stream()
                .map(messages -> MessageCatalogue.of(messages).channel())
                .toList();
    }

    private static List<Class<? extends Message>> messagesOf(List<Class<? extends Message>> channels) {
        return channels.stream()
                .flatMap(channel -> Channels.messagesOf(channel).stream())
                .toList();
    }

    private static void requireUnique(
            String what, List<Class<? extends Message>> classes, Function<Class<? extends Message>, String> nameOf) {
        var names = classes.stream().map(nameOf).toList();
        if (names.stream().collect(toSet()).size() < names.size()) {
            throw new IllegalArgumentException("a " + what + " is used twice: " + names);
        }
    }
}
