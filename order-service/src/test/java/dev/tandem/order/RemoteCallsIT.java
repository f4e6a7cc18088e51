package dev.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of other services. */
class RemoteCallsIT extends OrderService {

    @Nested
    class A_service_that_keeps_failing {

        @Test
        void is_not_called_and_the_customer_is_answered_at_once() {
            OTHERS.fail("payments", 503);
            for (var i = 0; i < 5; i++) {
                post().expectStatus().isAccepted();
            }
            var asked = OTHERS.paymentsRequested();

            // The fastest of several, because this machine may be busy with something else.
            var fastest = IntStream.range(0, 10)
                    .mapToLong(_ -> millisOf(() -> post().expectStatus().isAccepted()))
                    .min()
                    .orElseThrow();

            assertThat(fastest).isLessThan(100);
            assertThat(OTHERS.paymentsRequested() - asked)
                    .as("calls of an open breaker")
                    .isLessThanOrEqualTo(3);
        }

        private static long millisOf(Runnable work) {
            var start = System.nanoTime();
            work.run();
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    @Nested
    class A_service_that_answers {

        /** The settings distinguish failures by their status, so the status is part of the other services' contract. */
        @ParameterizedTest
        @CsvSource({"400, 1", "422, 1", "504, 1", "503, 2"})
        void is_called_again_if_that_can_help(int status, int times) {
            for (var callsThatGoWell = 0; callsThatGoWell < 11; callsThatGoWell++) {
                post().expectStatus().isCreated();
            }
            var asked = OTHERS.paymentsRequested();
            OTHERS.fail("payments", status);

            post().expectStatus().isAccepted();

            assertThat(OTHERS.paymentsRequested() - asked).isEqualTo(times);
        }
    }

    @Nested
    class A_service_that_is_called {

        @Test
        void receives_the_remaining_time_of_the_customer() {
            post("Prefer", "wait=1");

            assertThat(OTHERS.timeLeft()).isBetween(1L, 1000L);
        }
    }

    @Nested
    class The_products {

        @Test
        void are_those_of_the_catalogue() {
            http.get()
                    .uri("/api/products")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$[0].sku")
                    .isEqualTo("MUG-BLUE")
                    .jsonPath("$[0].available")
                    .isEqualTo(1000);
        }
    }
}
