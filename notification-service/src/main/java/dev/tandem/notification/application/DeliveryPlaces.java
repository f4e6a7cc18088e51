package dev.tandem.notification.application;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Limits how many messages are sent at once: to as many SMTP sessions as a mail server can be expected to accept. */
@Component
class DeliveryPlaces {

    private final Semaphore free = new Semaphore(4);

    boolean takeOne() {
        return free.tryAcquire();
    }

    /** Takes all free places, and returns how many; there may be none. */
    int takeAll() {
        return free.drainPermits();
    }

    void release(int places) {
        free.release(places);
    }
}
