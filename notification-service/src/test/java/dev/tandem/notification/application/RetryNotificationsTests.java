package dev.tandem.notification.application;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.then;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

class RetryNotificationsTests {

    private final FailedNotifications failedNotifications = Mockito.mock(FailedNotifications.class);
    private final RetryNotifications retryNotifications = new RetryNotifications(failedNotifications);
    private final UUID id = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({"'', mended", "' ', mended", "ada, ''", "ada, '\t'"})
    void an_operator_says_who_and_why(String operator, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> retryNotifications.retry(id, operator, reason));
        assertThatIllegalArgumentException().isThrownBy(() -> retryNotifications.retryOldest(1, operator, reason));

        then(failedNotifications).shouldHaveNoInteractions();
    }

    @Test
    void an_operator_does_not_write_a_book() {
        assertThatIllegalArgumentException().isThrownBy(() -> retryNotifications.retry(id, "ada", "x".repeat(501)));
    }

    @Test
    void what_an_operator_says_is_remembered_on_one_line() {
        retryNotifications.retry(id, "ada\0", "mended\r\nby release 2");

        then(failedNotifications).should().retry(id, "ada ", "mended by release 2");
    }
}
