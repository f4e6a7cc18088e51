package dev.tandem.consumercontracts;

import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The topics, as another service sees them. */
public interface Wire {

    void send(Message message);

    /**
     * The messages published about an order so far, in their order. One that was sent twice, or in two versions, counts
     * once.
     */
    <M extends Message> List<M> received(Class<M> channel, UUID orderId);

    /** Sends a message that has an answer, and waits for that answer. */
    default <M extends Message> M ask(Message message, Class<M> channel, UUID orderId) {
        var before = received(channel, orderId).size();
        send(message);
        return await("the answer to " + message)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> received(channel, orderId), all -> all.size() > before)
                .get(before);
    }
}
