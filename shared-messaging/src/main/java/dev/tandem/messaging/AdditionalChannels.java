package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import java.util.List;

/**
 * Channels of an application that are not in {@code shared-contracts}. The topics of all beans of this type are
 * created, and their messages are known. The schema and a sample of each message are on the class path, in {@code
 * contracts/present}.
 *
 * @param channels the sealed interfaces of the channels
 */
public record AdditionalChannels(List<Class<? extends Message>> channels) {

    public AdditionalChannels {
        channels = List.copyOf(channels);
    }
}
