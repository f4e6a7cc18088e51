package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.then;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

class RetryParkedPaymentTests {

    private final ParkedPayments parkedPayments = Mockito.mock(ParkedPayments.class);
    private final RetryParkedPayment retryParkedPayment =
            new RetryParkedPayment(new InMemoryPayments(new PaymentLifecycle.Announced()), parkedPayments);

    @ParameterizedTest
    @CsvSource({"0, ada, back", "-1, ada, back", "1001, ada, back", "10, ' ', back", "10, ada, ' '"})
    void retrying_many_needs_a_limit_and_an_operator_who_says_why(int limit, String operator, String reason) {
        assertThatThrownBy(() -> retryParkedPayment.retryAll(limit, operator, reason))
                .isInstanceOf(IllegalArgumentException.class);
        then(parkedPayments).shouldHaveNoInteractions();
    }
}
