package dev.tandem.messaging.inbox;

import java.util.HashSet;
import java.util.List;

/**
 * What each handler of this service does with the messages that arrive.
 *
 * @param all one for each handler
 */
public record Consumers(List<IncomingMessages<?>> all) {

    /**
     * The consumers of a service.
     *
     * @throws IllegalStateException if two of them have one name
     */
    public Consumers {
        var names = new HashSet<String>();
        for (var consumer : all) {
            if (!names.add(consumer.consumer())) {
                throw new IllegalStateException("two handlers for " + consumer.consumer() + ": make them one");
            }
        }
    }

    /** The topics that this service consumes. */
    public List<String> topics() {
        return all.stream().map(IncomingMessages::topic).toList();
    }
}
