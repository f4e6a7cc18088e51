package dev.tandem.expectations;

import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The topics, as another service sees them. */
public interface Wire {

    void send(Message message);

    /** What has been said about an order by now, in its order. What was sent twice, or in two versions, was said once. */
    <M extends Message> List<M> heard(Class<M> channel, UUID orderId);

    /** Sends what has an answer, and waits for that. */
    default <M extends Message> M ask(Message message, Class<M> channel, UUID orderId) {
        var before = heard(channel, orderId).size();
        send(message);
        return await("the answer to " + message)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> heard(channel, orderId), heard -> heard.size() > before)
                .get(before);
    }
}
