package dev.tandem.payment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import dev.tandem.payment.application.ParkedPayments;
import dev.tandem.payment.application.RetryParkedPayment;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

class ParkedPaymentsEndpointTests {

    private final ParkedPayments parkedPayments = Mockito.mock(ParkedPayments.class);
    private final RetryParkedPayment retryParkedPayment = Mockito.mock(RetryParkedPayment.class);
    private final ParkedPaymentsEndpoint endpoint = new ParkedPaymentsEndpoint(parkedPayments, retryParkedPayment);

    @Test
    void a_hundred_are_shown_if_nothing_is_said() {
        given(parkedPayments.list(100)).willReturn(List.of());

        assertThat(endpoint.list(null)).isEmpty();
        then(parkedPayments).should().list(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void as_many_are_shown_as_are_asked_for(int limit) {
        endpoint.list(limit);

        then(parkedPayments).should().list(limit);
    }

    @Test
    void a_hundred_are_retried_if_nothing_is_said() {
        given(retryParkedPayment.retryAll(100, "ada", "it is back")).willReturn(7);

        assertThat(endpoint.retryAll(null, "ada", "it is back")).isEqualTo(Map.of("retried", 7));
    }

    @Test
    void a_refusal_to_retry_many_says_what_is_wrong() {
        given(retryParkedPayment.retryAll(1001, "ada", "it is back"))
                .willThrow(new IllegalArgumentException("limit must be between 1 and 1000"));

        assertThatThrownBy(() -> endpoint.retryAll(1001, "ada", "it is back"))
                .isInstanceOf(InvalidEndpointRequestException.class)
                .hasMessage("limit must be between 1 and 1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001, Integer.MAX_VALUE})
    void a_page_beyond_measure_is_refused(int limit) {
        assertThatThrownBy(() -> endpoint.list(limit))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidEndpointRequestException.class))
                .extracting(InvalidEndpointRequestException::getReason)
                .isEqualTo("limit must be between 1 and 1000");
    }
}
