package dev.tandem.example;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/** Events about the points of customers. */
@Channel(
        value = "points.events",
        from = "minimal-service",
        to = {})
public sealed interface PointsEvent extends Message {

    String customerId();

    @Override
    default String subject() {
        return customerId();
    }

    /**
     * A customer has earned points with a confirmed order.
     *
     * @param total the customer's points, with those that were just earned
     */
    @MessageType("points.earned.v1")
    record PointsEarned(String customerId, UUID orderId, long points, long total, Instant earnedAt)
            implements PointsEvent {}
}
