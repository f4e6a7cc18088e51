package dev.tandem.order.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;

import dev.tandem.consumercontracts.HttpCaller;
import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.Units;
import dev.tandem.order.fakes.FakeServices;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;

/** Every possible answer of the other services becomes one of the outcomes that the tests of the checkout use. */
class RestCheckoutStepsTests {

    private static final FakeServices OTHERS = new FakeServices();

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final HttpCaller http = new HttpCaller(OTHERS.url());
    private final RestCheckoutSteps steps =
            new RestCheckoutSteps(http.through(InventoryApi.class), http.through(PaymentApi.class), remoteCalls());

    @BeforeEach
    void all_is_well() {
        OTHERS.reset();
    }

    @Nested
    class Reserving {

        @Test
        void reports_that_the_stock_is_reserved() {
            assertThat(steps.reserveStock(order("tok_visa"))).isInstanceOf(SagaEvent.StockReserved.class);
        }

        @Test
        void reports_that_stock_is_missing() {
            OTHERS.inventory().stock("MUG-BLUE", 1);

            assertThat(steps.reserveStock(order("tok_visa"))).isEqualTo(new SagaEvent.OutOfStock());
        }

        @Test
        void reports_that_it_was_undone() {
            var order = order("tok_visa");
            OTHERS.inventory().send(new ReleaseStock(order.id()));

            assertThat(steps.reserveStock(order)).isEqualTo(new SagaEvent.Undone());
        }
    }

    @Nested
    class Paying {

        @Test
        void reports_that_the_amount_is_held() {
            assertThat(steps.authorizePayment(order("tok_visa"))).isInstanceOf(SagaEvent.PaymentAuthorized.class);
        }

        @Test
        void reports_why_it_is_declined() {
            assertThat(steps.authorizePayment(order("tok_declined"))).isEqualTo(new SagaEvent.PaymentDeclined(false));
            assertThat(steps.authorizePayment(order("tok_fraud"))).isEqualTo(new SagaEvent.PaymentDeclined(true));
        }

        @Test
        void reports_that_it_was_undone() {
            var order = order("tok_visa");
            OTHERS.payments().send(new RefundPayment(order.id()));

            assertThat(steps.authorizePayment(order)).isEqualTo(new SagaEvent.Undone());
        }

        @Test
        void has_no_answer_while_the_outcome_is_unknown() {
            assertNoAnswer(order("tok_error_without_charge"));
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 404, 422, 500, 503, 504})
        void takes_no_failure_for_an_answer(int status) {
            OTHERS.fail("payments", status);

            assertNoAnswer(order("tok_visa"));
        }

        private void assertNoAnswer(Order order) {
            assertThatThrownBy(() -> steps.authorizePayment(order)).isInstanceOf(ServiceUnavailableException.class);
        }
    }

    @Nested
    class A_conflict {

        @Test
        void is_an_answer_and_no_failure() {
            OTHERS.fail("reservations", 409);
            OTHERS.fail("payments", 409);

            assertThat(steps.reserveStock(order("tok_visa")))
                    .isInstanceOfSatisfying(
                            SagaEvent.Mismatched.class,
                            mismatched -> assertThat(mismatched.step()).isEqualTo(CheckoutStep.RESERVE_STOCK));
            assertThat(steps.authorizePayment(order("tok_visa")))
                    .isInstanceOfSatisfying(
                            SagaEvent.Mismatched.class,
                            mismatched -> assertThat(mismatched.step()).isEqualTo(CheckoutStep.AUTHORIZE_PAYMENT));
        }

        @Test
        void is_not_retried_and_is_no_failure_for_the_breaker() {
            IntStream.range(0, 20).forEach(_ -> steps.authorizePayment(order("tok_visa")));
            OTHERS.fail("payments", 409);

            steps.authorizePayment(order("tok_visa"));

            assertThat(OTHERS.paymentsRequested()).isEqualTo(21);
            assertThat(breakers.circuitBreaker("payment").getMetrics().getNumberOfFailedCalls())
                    .isZero();
        }
    }

    /** The other service may be of a version that reports what it did, or of an older one. */
    @Nested
    class What_was_done {

        @Test
        void is_reported_with_the_outcome() {
            var lines = List.of(new ReservationLine("MUG-BLUE", 2));
            var reporting = steps(
                    new ReservationAnswer(ReservationAnswer.Outcome.RESERVED, List.of(), lines),
                    new PaymentAnswer(PaymentAnswer.Outcome.AUTHORIZED, null, new Money(9900, "EUR")));

            assertThat(reporting.reserveStock(order("tok_visa")))
                    .isEqualTo(new SagaEvent.StockReserved(List.of(new Units("MUG-BLUE", 2))));
            assertThat(reporting.authorizePayment(order("tok_visa")))
                    .isEqualTo(new SagaEvent.PaymentAuthorized(new dev.tandem.order.domain.Money(9900, "EUR")));
        }

        @Test
        void is_unknown_when_an_older_service_does_not_report_it() {
            var silent = steps(
                    new ReservationAnswer(ReservationAnswer.Outcome.RESERVED, List.of(), null),
                    new PaymentAnswer(PaymentAnswer.Outcome.AUTHORIZED, null, null));

            assertThat(silent.reserveStock(order("tok_visa"))).isEqualTo(new SagaEvent.StockReserved());
            assertThat(silent.authorizePayment(order("tok_visa"))).isEqualTo(new SagaEvent.PaymentAuthorized());
        }

        private RestCheckoutSteps steps(ReservationAnswer reserved, PaymentAnswer authorized) {
            var inventory = mock(InventoryApi.class);
            var payment = mock(PaymentApi.class);
            BDDMockito.given(inventory.reserve(any(), any())).willReturn(reserved);
            BDDMockito.given(payment.authorize(any(), any())).willReturn(authorized);
            return new RestCheckoutSteps(inventory, payment, remoteCalls());
        }
    }

    private static Order order(String token) {
        var lines = List.of(OrderFixtures.TWO_MUGS);
        var id = UUID.randomUUID();
        var sealedToken = SealedTokens.seal(id, token);
        return new Order(id, OrderFixtures.ADA, sealedToken, lines, Instant.now(), Instant.now());
    }

    private RemoteCalls remoteCalls() {
        var retries = RetryRegistry.ofDefaults();
        var bulkheads = BulkheadRegistry.ofDefaults();
        for (var remoteCall : RemoteCall.values()) {
            retries.retry(remoteCall.configured());
            breakers.circuitBreaker(remoteCall.configured());
            bulkheads.bulkhead(remoteCall.configured());
        }
        return new RemoteCalls(retries, breakers, bulkheads);
    }
}
