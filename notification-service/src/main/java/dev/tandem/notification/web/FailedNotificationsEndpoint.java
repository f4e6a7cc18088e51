package dev.tandem.notification.web;

import dev.tandem.notification.application.FailedNotifications;
import dev.tandem.notification.application.FailedNotifications.Decision;
import dev.tandem.notification.application.FailedNotifications.FailedNotification;
import dev.tandem.notification.application.RetryNotifications;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/**
 * The failed notifications for operators, at {@code /actuator/failednotifications}. Expose it where only operators can
 * reach it: the operator's name is recorded, not authenticated.
 */
@Component
@Endpoint(id = "failednotifications")
class FailedNotificationsEndpoint {

    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    private final FailedNotifications failedNotifications;
    private final RetryNotifications retryNotifications;

    FailedNotificationsEndpoint(FailedNotifications failedNotifications, RetryNotifications retryNotifications) {
        this.failedNotifications = failedNotifications;
        this.retryNotifications = retryNotifications;
    }

    /** A failed notification, and the earlier decisions about it. */
    record Details(FailedNotification notification, List<Decision> decisions) {}

    /** Lists the notifications that failed first. */
    @ReadOperation
    List<FailedNotification> list(@Nullable Integer limit) {
        return orBadRequest(() -> failedNotifications.list(page(limit)));
    }

    @ReadOperation
    @Nullable
    Details show(@Selector UUID id) {
        return failedNotifications
                .find(id)
                .map(failed -> new Details(failed, failedNotifications.decisions(id)))
                .orElse(null);
    }

    /** Retries one notification; not found if it has not failed or was superseded. */
    @WriteOperation
    WebEndpointResponse<List<Decision>> retry(@Selector UUID id, String operator, String reason) {
        return orBadRequest(() -> retryNotifications.retry(id, operator, reason))
                ? new WebEndpointResponse<>(failedNotifications.decisions(id))
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }

    /** Retries the notifications that failed first. */
    @WriteOperation
    Map<String, Integer> retryOldest(@Nullable Integer limit, String operator, String reason) {
        return orBadRequest(() -> Map.of("retried", retryNotifications.retryOldest(page(limit), operator, reason)));
    }

    private static int page(@Nullable Integer limit) {
        var most = limit == null ? PAGE : limit;
        if (most < 1 || most > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit must be between 1 and " + LONGEST_PAGE);
        }
        return most;
    }

    /** The answer to the operator contains the second text. */
    private static <T> T orBadRequest(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IllegalArgumentException refused) {
            var message = String.valueOf(refused.getMessage());
            throw new InvalidEndpointRequestException(message, message);
        }
    }
}
