package dev.tandem.order.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.order.application.ServiceUnavailableException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class GuardedCallTests {

    private final Retry retry = Retry.of(
            "stock",
            RetryConfig.custom()
                    .maxAttempts(2)
                    .waitDuration(Duration.ofMillis(1))
                    .retryExceptions(ResourceAccessException.class)
                    .build());
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("stock");
    private final Bulkhead bulkhead = Bulkhead.of(
            "stock",
            BulkheadConfig.custom()
                    .maxConcurrentCalls(1)
                    .maxWaitDuration(Duration.ZERO)
                    .build());
    private final GuardedCall remoteCall = new GuardedCall("inventory-service", retry, breaker, bulkhead);
    private final AtomicInteger calls = new AtomicInteger();

    @Nested
    class A_call_that_fails {

        @Test
        void is_retried_after_enough_successful_calls() {
            callsThatGoWell(10);

            assertThat(remoteCall.ask(() -> calls.incrementAndGet() == 11 ? fail() : "second time"))
                    .isEqualTo("second time");
        }

        @Test
        void is_retried_while_other_calls_are_in_progress() {
            var busy = new GuardedCall("inventory-service", retry, breaker, Bulkhead.ofDefaults("stock"));
            for (var i = 0; i < 10; i++) {
                busy.ask(calls::incrementAndGet);
            }

            var answer = busy.ask(() -> busy.ask(() -> calls.incrementAndGet() == 11 ? fail() : "second time"));

            assertThat(answer).isEqualTo("second time");
        }

        @Test
        void is_no_answer_when_it_fails_again() {
            callsThatGoWell(10);

            assertThatThrownBy(() -> remoteCall.ask(GuardedCallTests.this::countAndFail))
                    .isInstanceOf(ServiceUnavailableException.class)
                    .hasMessage("no answer from inventory-service");
            assertThat(calls).hasValue(12);
        }

        @Test
        void counts_twice_for_the_breaker_if_it_is_retried() {
            callsThatGoWell(10);

            assertThatThrownBy(() -> remoteCall.ask(GuardedCallTests.this::countAndFail));

            assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
        }
    }

    @Nested
    class A_service_that_is_down {

        @Test
        void receives_at_most_a_tenth_more_calls_than_usual() {
            breaker.transitionToDisabledState();

            for (var i = 0; i < 1000; i++) {
                assertThatThrownBy(() -> remoteCall.ask(GuardedCallTests.this::countAndFail));
            }

            assertThat(calls.get()).isBetween(1090, 1100);
        }

        @Test
        void is_not_called_while_the_breaker_is_open() {
            breaker.transitionToOpenState();

            assertThatThrownBy(() -> remoteCall.ask(GuardedCallTests.this::countAndFail))
                    .isInstanceOf(ServiceUnavailableException.class);
            assertThat(calls).hasValue(0);
        }
    }

    @Nested
    class A_service_that_is_slow {

        @Test
        void is_not_called_while_the_bulkhead_is_full() {
            bulkhead.acquirePermission();

            assertThatThrownBy(() -> remoteCall.ask(GuardedCallTests.this::countAndFail))
                    .isInstanceOf(ServiceUnavailableException.class);
            assertThat(calls).hasValue(0);
        }
    }

    private void callsThatGoWell(int number) {
        for (var i = 0; i < number; i++) {
            remoteCall.ask(calls::incrementAndGet);
        }
    }

    private String countAndFail() {
        calls.incrementAndGet();
        return fail();
    }

    private static String fail() {
        throw new ResourceAccessException("connection refused");
    }
}
