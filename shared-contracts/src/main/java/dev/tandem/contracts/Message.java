package dev.tandem.contracts;

import java.util.List;

/**
 * A message that a service publishes on a {@link Channel}: an event (a past fact) or a command (a request).
 *
 * <p>Each kind of message is a record with a {@link MessageType}, nested in the sealed interface of its channel.
 */
public interface Message {

    /**
     * The id of the aggregate that the message is about. Messages of one subject are delivered in the order of their
     * commits.
     */
    String subject();

    /** The same fact in the earlier versions that are still published, for consumers that do not know this one yet. */
    default List<? extends EarlierVersion> earlierVersions() {
        return List.of();
    }
}
