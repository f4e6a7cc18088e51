package dev.tandem.example;

import dev.tandem.example.PointsEvent.PointsEarned;
import dev.tandem.messaging.MessageHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Consumes the service's own events, as another service would. */
class RecordedPoints implements MessageHandler<PointsEvent> {

    private final List<PointsEarned> earned = new CopyOnWriteArrayList<>();

    @Override
    public void handle(PointsEvent event) {
        switch (event) {
            case PointsEarned points -> earned.add(points);
        }
    }

    List<PointsEarned> of(String customerId) {
        return earned.stream()
                .filter(points -> points.customerId().equals(customerId))
                .toList();
    }
}
