package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservations;
import java.time.Duration;

class InMemoryReservationsTests extends ReservationsContract {

    private final InMemoryReservations reservations = new InMemoryReservations();

    @Override
    protected Reservations reservations() {
        return reservations;
    }

    @Override
    protected void inTransaction(Runnable work) {
        work.run();
    }

    @Override
    protected void letPass(Duration time) {
        reservations.letPass(time);
    }
}
