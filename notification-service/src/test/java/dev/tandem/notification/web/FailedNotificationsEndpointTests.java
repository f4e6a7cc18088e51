package dev.tandem.notification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import dev.tandem.notification.application.FailedNotifications;
import dev.tandem.notification.application.RetryNotifications;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

class FailedNotificationsEndpointTests {

    private final FailedNotifications failedNotifications = Mockito.mock(FailedNotifications.class);
    private final RetryNotifications retryNotifications = Mockito.mock(RetryNotifications.class);
    private final FailedNotificationsEndpoint endpoint =
            new FailedNotificationsEndpoint(failedNotifications, retryNotifications);

    @Test
    void a_hundred_are_shown_by_default() {
        endpoint.list(null);

        then(failedNotifications).should().list(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001, Integer.MAX_VALUE})
    void a_limit_out_of_range_is_refused(int limit) {
        assertRefused(() -> endpoint.list(limit));
        assertRefused(() -> endpoint.retryOldest(limit, "ada", "mended"));
        then(retryNotifications).should(Mockito.never()).retryOldest(anyInt(), any(), any());
    }

    @Test
    void as_many_are_retried_as_requested() {
        given(retryNotifications.retryOldest(7, "ada", "mended")).willReturn(3);

        assertThat(endpoint.retryOldest(7, "ada", "mended")).isEqualTo(Map.of("retried", 3));
    }

    @Test
    void one_that_has_not_failed_is_not_found() {
        assertThat(endpoint.retry(UUID.randomUUID(), "ada", "mended").getStatus())
                .isEqualTo(404);
    }

    private static void assertRefused(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidEndpointRequestException.class))
                .extracting(InvalidEndpointRequestException::getReason)
                .isEqualTo("limit must be between 1 and 1000");
    }
}
