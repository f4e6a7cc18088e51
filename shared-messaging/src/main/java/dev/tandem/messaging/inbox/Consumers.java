package dev.tandem.messaging.inbox;

import java.util.HashSet;
import java.util.List;

/**
 * The consumers of this service.
 *
 * @param all the consumers, one for each handler
 */
public record Consumers(List<IncomingMessages<?>> all) {

    /**
     * Checks that the names are unique.
     *
     * @throws IllegalStateException if two consumers have the same name
     */
    public Consumers {
        var names = new HashSet<String>();
        for (var consumer : all) {
            if (!names.add(consumer.consumer())) {
                throw new IllegalStateException("two handlers for " + consumer.consumer() + ": merge them into one");
            }
        }
    }

    /** The topics that this service consumes. */
    public List<String> topics() {
        return all.stream().map(IncomingMessages::topic).toList();
    }
}
