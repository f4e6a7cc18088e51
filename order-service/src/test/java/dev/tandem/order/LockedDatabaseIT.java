package dev.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A customer is answered in time, whatever another transaction has locked in the database. */
class LockedDatabaseIT extends RunningOrderService {

    /** The usual budget plus a second. These tests set a longer budget, because the machine may be busy. */
    private static final Duration BUDGET_AND_A_SECOND = Duration.ofSeconds(3);

    @Autowired
    JdbcConnectionDetails database;

    /** The guarantee does not cover the very first request. */
    @BeforeEach
    void the_service_is_warm() {
        order("tok_visa").expectStatus().isCreated();
        OTHERS.reset();
    }

    @Nested
    class A_locked_table {

        @ParameterizedTest
        @ValueSource(strings = {"orders", "order_lines", "idempotent_requests", "messaging.outbox"})
        void has_an_order_refused_in_time_and_nothing_accepted(String table) throws Exception {
            var before = orders();
            try (var _ = HeldLock.onTable(database, table)) {
                expectRefused(() -> order("tok_visa", withKey("Prefer", "wait=2")));
                expectRefused(() -> order("tok_visa", withKey("Prefer", "respond-async")));
                expectRefused(() -> order("tok_visa", withKey("Prefer", "handling=lenient")));
            }
            assertThat(orders()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c1e"})
        void has_a_read_refused_in_time(String path) throws Exception {
            try (var _ = HeldLock.onTable(database, "orders")) {
                expectRefused(() -> http.get().uri("/api/orders" + path).exchange());
            }
        }

        private void expectRefused(Supplier<ResponseSpec> request) {
            inTime(request)
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .exists(HttpHeaders.RETRY_AFTER)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("/problems/temporarily-unavailable");
        }

        private Map<String, String> withKey(String name, String value) {
            return Map.of("Idempotency-Key", UUID.randomUUID().toString(), name, value);
        }

        private long orders() {
            return jdbc.sql("select count(*) from orders").query(Long.class).single();
        }
    }

    @Nested
    class A_locked_row {

        @Test
        void of_an_order_delays_the_order_but_not_its_answer() throws Exception {
            OTHERS.holdPayments();
            var asking = ask(Map.of("Prefer", "wait=2"));
            var id = idOfTheOrderInProgress();
            try (var _ = HeldLock.onRows(database, "orders", "id = '" + id + "'")) {
                OTHERS.release();

                assertThat(idOf(inTime(asking).expectStatus().isAccepted())).isEqualTo(id);
                assertThat(idOf(order("tok_visa").expectStatus().isCreated())).isNotEqualTo(id);
                expectOthersToBeTakenUp();
            }
            takeUp(id);
            publish(new PaymentAuthorized(id, new Money(2590, "EUR")));
            await().until(() -> statusOf(id).equals("CONFIRMED"));
        }

        @Test
        void of_a_key_leaves_the_answer_to_a_repeated_request() throws Exception {
            var key = UUID.randomUUID().toString();
            OTHERS.holdPayments();
            var asking = ask(Map.of("Prefer", "wait=2", "Idempotency-Key", key));
            var id = idOfTheOrderInProgress();
            try (var _ = HeldLock.onRows(database, "idempotent_requests", "idempotency_key = '" + key + "'")) {
                OTHERS.release();

                inTime(asking)
                        .expectStatus()
                        .isEqualTo(409)
                        .expectHeader()
                        .exists(HttpHeaders.RETRY_AFTER)
                        .expectBody()
                        .jsonPath("$.type")
                        .isEqualTo("/problems/request-in-flight");
            }
            assertThat(idOf(order("tok_visa", Map.of("Idempotency-Key", key))
                            .expectStatus()
                            .isCreated()))
                    .isEqualTo(id);
        }

        private Future<ResponseSpec> ask(Map<String, String> headers) {
            var thread = Executors.newSingleThreadExecutor();
            try {
                return thread.submit(() -> order("tok_visa", headers));
            } finally {
                thread.shutdown();
            }
        }

        private UUID idOfTheOrderInProgress() {
            await().until(() -> OTHERS.paymentsRequested() == 1);
            return jdbc.sql("select id from orders where status = 'PENDING' order by placed_at desc limit 1")
                    .query(UUID.class)
                    .single();
        }

        private void expectOthersToBeTakenUp() {
            OTHERS.fail("payments", 503);
            var other = idOf(order("tok_visa").expectStatus().isAccepted());
            takeUp(other);
            await().until(() ->
                    PAYMENT.receivedRecords(PaymentCommand.class, other).size() == 2);
        }

        private void takeUp(UUID id) {
            jdbc.sql("update orders set claimed_until = now() where id = ?")
                    .param(id)
                    .update();
        }

        private ResponseSpec inTime(Future<ResponseSpec> asked) {
            return LockedDatabaseIT.this.inTime(() -> {
                try {
                    return asked.get(20, TimeUnit.SECONDS);
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
        }
    }

    private ResponseSpec inTime(Supplier<ResponseSpec> request) {
        var start = System.nanoTime();
        var answer = request.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET_AND_A_SECOND);
        return answer;
    }
}
