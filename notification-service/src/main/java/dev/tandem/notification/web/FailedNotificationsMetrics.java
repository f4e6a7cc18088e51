package dev.tandem.notification.web;

import dev.tandem.notification.application.FailedNotifications;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The failed notifications as metrics, measured when they are read. */
@Component
class FailedNotificationsMetrics implements MeterBinder {

    private final FailedNotifications failedNotifications;

    FailedNotificationsMetrics(FailedNotifications failedNotifications) {
        this.failedNotifications = failedNotifications;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder(
                        "tandem.notifications.failed",
                        () -> failedNotifications.depth().notifications())
                .description("messages to customers that were given up")
                .register(meters);
        Gauge.builder(
                        "tandem.notifications.failed.age",
                        () -> failedNotifications.depth().age().toSeconds())
                .description("how long ago the first of them was given up")
                .baseUnit("seconds")
                .register(meters);
    }
}
