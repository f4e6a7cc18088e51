package dev.tandem.notification.web;

import dev.tandem.notification.application.FindNotifications;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows notifications. */
@RestController
@RequestMapping(path = "/api/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
class NotificationController {

    private static final int LONGEST_ERROR = 500;

    private final FindNotifications findNotifications;

    NotificationController(FindNotifications findNotifications) {
        this.findNotifications = findNotifications;
    }

    /** Lists all notifications of an order, which are few: each template is sent once. */
    @GetMapping
    List<NotificationResponse> ofOrder(@RequestParam UUID orderId) {
        return findNotifications.ofOrder(orderId).stream()
                .map(NotificationResponse::of)
                .toList();
    }

    record NotificationResponse(
            UUID id,
            UUID orderId,
            String template,
            String channel,
            String recipient,
            Notification.Status status,
            int attempts,
            @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant sentAt) {

        static NotificationResponse of(Notification notification) {
            return new NotificationResponse(
                    notification.id(),
                    notification.orderId(),
                    notification.template(),
                    "EMAIL",
                    PlainText.oneLine(notification.recipient()),
                    notification.status(),
                    notification.attempts(),
                    lastErrorOf(notification),
                    notification.createdAt(),
                    notification.sentAt());
        }

        /** Shortened here, too: an error stored long ago may exceed the limit. */
        private static @Nullable String lastErrorOf(Notification notification) {
            var error = notification.lastError();
            return error == null ? null : PlainText.oneLine(error, LONGEST_ERROR);
        }
    }
}
