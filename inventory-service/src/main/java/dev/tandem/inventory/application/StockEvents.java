package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import java.util.UUID;

/** Publishes the outcome of a reservation, if the current transaction commits. */
public interface StockEvents {

    /** Publishes the reservation's status, whether it is new or not. */
    void publish(Reservation reservation);

    void publishCommitted(UUID orderId);
}
