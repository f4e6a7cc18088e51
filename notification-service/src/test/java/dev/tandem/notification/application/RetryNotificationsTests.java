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
    void an_operator_has_to_give_a_name_and_a_reason(String operator, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> retryNotifications.retry(id, operator, reason));
        assertThatIllegalArgumentException().isThrownBy(() -> retryNotifications.retryOldest(1, operator, reason));

        then(failedNotifications).shouldHaveNoInteractions();
    }

    @Test
    void a_reason_of_more_than_500_characters_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> retryNotifications.retry(id, "ada", "x".repeat(501)));
    }

    @Test
    void the_name_and_the_reason_are_stored_on_one_line() {
        retryNotifications.retry(id, "ada\0", "mended\r\nby release 2");

        then(failedNotifications).should().retry(id, "ada ", "mended by release 2");
    }
}
