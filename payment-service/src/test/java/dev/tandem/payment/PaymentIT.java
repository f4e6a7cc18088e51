package dev.tandem.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.local.FreePorts;
import dev.tandem.local.testing.RealInfrastructure;
import dev.tandem.messaging.Outbox;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@AutoConfigureRestTestClient
@RealInfrastructure
@Import(PaymentIT.UnreliableProvider.class)
class PaymentIT {

    @Autowired
    RestTestClient http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    UnreliableProvider provider;

    private final UUID orderId = UUID.randomUUID();

    /** The service has to know its port before it starts, because its simulated provider listens there too. */
    @DynamicPropertySource
    static void port(DynamicPropertyRegistry properties) {
        int port = FreePorts.find(1).getFirst();
        properties.add("server.port", () -> port);
    }

    @AfterEach
    void the_provider_is_well() {
        provider.isWell();
    }

    @Nested
    class Authorizing {

        @Test
        void holds_the_amount_at_the_provider() {
            assertThat(authorize(orderId, "tok_visa")).contains("\"AUTHORIZED\"");

            assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
        }

        @Test
        void keeps_the_reason_of_a_refusal() {
            assertThat(authorize(orderId, "tok_declined")).contains("\"DECLINED\"");
            assertThat(authorize(UUID.randomUUID(), "tok_fraud")).contains("\"SUSPECTED_FRAUD\"");
        }

        @Test
        void twice_gives_the_first_answer_again() {
            authorize(orderId, "tok_declined");

            assertThat(authorize(orderId, "tok_visa")).contains("\"DECLINED\"");
        }

        @Test
        void many_times_at_once_holds_the_amount_once() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var attempts = IntStream.range(0, 8)
                        .<Callable<String>>mapToObj(_ -> () -> authorize(orderId, "tok_visa"))
                        .toList();
                assertThat(threads.invokeAll(attempts))
                        .extracting(Future::resultNow)
                        .allSatisfy(answer -> assertThat(answer).contains("\"AUTHORIZED\""));
            }
            assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
        }

        @Test
        void goes_on_where_a_crash_has_left_it() {
            writeDownPending(orderId);

            assertThat(authorize(orderId, "tok_visa")).contains("\"AUTHORIZED\"");
        }

        @Test
        void charges_no_more_if_the_crash_came_after_the_charge() {
            authorize(orderId, "tok_visa");
            forgetTheOutcome(orderId);
            var charges = countOf("simulated_provider.charges");

            assertThat(authorize(orderId, "tok_visa")).contains("\"AUTHORIZED\"");
            assertThat(countOf("simulated_provider.charges")).isEqualTo(charges);
        }

        @ParameterizedTest
        @EnumSource
        void has_no_answer_until_the_provider_has_one(Fault fault) {
            provider.breaks(fault, orderId, "");
            put(orderId, "tok_fraud").expectStatus().isEqualTo(503);
            assertThat(statusOf(orderId)).isEqualTo("PENDING");

            provider.isWell();
            assertThat(authorize(orderId, "tok_fraud")).contains("\"SUSPECTED_FRAUD\"");
        }
    }

    @Nested
    class A_confirmed_order {

        @Test
        void is_charged_once_even_if_it_is_announced_twice() {
            authorize(orderId, "tok_visa");
            receive(confirmed(orderId));
            receive(confirmed(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("CAPTURED"));
            assertThat(chargeOf(orderId)).isEqualTo("captured 2590 EUR");
        }

        @ParameterizedTest
        @EnumSource
        void is_charged_in_the_end_if_the_provider_fails_during_the_capture(Fault fault) {
            authorize(orderId, "tok_visa");
            provider.breaks(fault, orderId, "/capture");
            receive(confirmed(orderId));
            await().until(provider::hasFailed);
            assertThat(statusOf(orderId)).isEqualTo("AUTHORIZED");

            provider.isWell();
            endPause(orderId);
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("CAPTURED"));
            assertThat(chargeOf(orderId)).isEqualTo("captured 2590 EUR");
        }
    }

    @Nested
    class Undoing {

        @Test
        void an_authorized_payment_voids_it() {
            authorize(orderId, "tok_visa");
            receive(new RefundPayment(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("VOIDED"));
            assertThat(chargeOf(orderId)).isEqualTo("cancelled 2590 EUR");
        }

        @Test
        void a_captured_payment_refunds_it() {
            authorize(orderId, "tok_visa");
            receive(confirmed(orderId));
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("CAPTURED"));
            receive(new RefundPayment(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("REFUNDED"));
            assertThat(chargeOf(orderId)).isEqualTo("refunded 2590 EUR");
        }

        @Test
        void before_the_request_arrives_leaves_the_request_nothing() {
            receive(new RefundPayment(orderId));
            await().until(() -> countOf("payments", "order_id", orderId) == 1);

            assertThat(authorize(orderId, "tok_visa")).contains("\"UNDONE\"");
            assertThat(countOf("simulated_provider.charges", "key", orderId)).isZero();
        }

        @Test
        void a_payment_whose_outcome_is_unknown_finds_it_out_first() {
            authorize(orderId, "tok_visa");
            forgetTheOutcome(orderId);
            receive(new RefundPayment(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("VOIDED"));
            assertThat(chargeOf(orderId)).isEqualTo("cancelled 2590 EUR");
        }

        @Test
        void a_payment_that_the_provider_has_not_heard_of_leaves_a_late_request_nothing() {
            writeDownPending(orderId);
            receive(new RefundPayment(orderId));
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("VOIDED"));

            http.put()
                    .uri("/simulated-provider/charges/" + orderId)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"amount\": 2590, \"currency\": \"EUR\", \"token\": \"tok_visa\"}")
                    .exchange()
                    .expectStatus()
                    .isOk();
            assertThat(chargeOf(orderId)).isEqualTo("cancelled 0 XXX");
        }

        @Test
        void a_payment_whose_capture_got_no_answer_refunds_it() {
            authorize(orderId, "tok_visa");
            provider.breaks(Fault.ANSWER_LOST, orderId, "/capture");
            receive(confirmed(orderId));
            await().until(provider::hasFailed);
            receive(new RefundPayment(orderId));

            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("REFUNDED"));
            assertThat(chargeOf(orderId)).isEqualTo("refunded 2590 EUR");
        }

        @ParameterizedTest
        @EnumSource
        void voids_the_payment_in_the_end_if_the_provider_fails_meanwhile(Fault fault) {
            authorize(orderId, "tok_visa");
            provider.breaks(fault, orderId, "/cancel");
            receive(new RefundPayment(orderId));
            await().until(provider::hasFailed);
            assertThat(statusOf(orderId)).isEqualTo("AUTHORIZED");

            provider.isWell();
            endPause(orderId);
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("VOIDED"));
            assertThat(chargeOf(orderId)).isEqualTo("cancelled 2590 EUR");
        }

        @ParameterizedTest
        @EnumSource
        void refunds_the_payment_in_the_end_if_the_provider_fails_meanwhile(Fault fault) {
            authorize(orderId, "tok_visa");
            receive(confirmed(orderId));
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("CAPTURED"));
            provider.breaks(fault, orderId, "/refund");
            receive(new RefundPayment(orderId));
            await().until(provider::hasFailed);
            assertThat(statusOf(orderId)).isEqualTo("CAPTURED");

            provider.isWell();
            endPause(orderId);
            await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("REFUNDED"));
            assertThat(chargeOf(orderId)).isEqualTo("refunded 2590 EUR");
        }
    }

    /** Answers with the JSON of the answer. */
    private String authorize(UUID order, String token) {
        return Objects.requireNonNull(put(order, token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private ResponseSpec put(UUID order, String token) {
        return http.put()
                .uri("/internal/payments/" + order)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}, \"token\": \"" + token + "\"}")
                .exchange();
    }

    /** As if the process had ended before it called the provider. */
    private void writeDownPending(UUID order) {
        jdbc.sql("""
                        insert into payments (order_id, amount, currency, token, status, version)
                        values (?, 2590, 'EUR', 'tok_visa', 'PENDING', 0)""").param(order).update();
    }

    /** As if the process had ended after the provider's answer and before it was written down. */
    private void forgetTheOutcome(UUID order) {
        jdbc.sql("update payments set status = 'PENDING' where order_id = ?")
                .param(order)
                .update();
    }

    /** As if the pause before the next attempt were over. */
    private void endPause(UUID order) {
        jdbc.sql("update payments set next_attempt_at = now() where order_id = ?")
                .param(order)
                .update();
    }

    /** Lets a message arrive as another service would send it. */
    private void receive(Message message) {
        transactions.executeWithoutResult(_ -> outbox.add(message));
    }

    private static OrderConfirmed confirmed(UUID order) {
        return new OrderConfirmed(order, "ada", "ada@example.com", List.of(), new Money(2590, "EUR"), Instant.now());
    }

    private String statusOf(UUID order) {
        return jdbc.sql("select status from payments where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private String chargeOf(UUID order) {
        return jdbc.sql(
                        "select status || ' ' || amount || ' ' || currency from simulated_provider.charges where key = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private long countOf(String table, String column, UUID value) {
        return jdbc.sql("select count(*) from " + table + " where " + column + " = ?")
                .param(value)
                .query(Long.class)
                .single();
    }

    private long countOf(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** What gets lost when the provider fails: with the request nothing has happened, with the answer all has. */
    enum Fault {
        REQUEST_LOST,
        ANSWER_LOST
    }

    /** Stands before the simulated provider, and has one of its operations fail. */
    @TestComponent
    static class UnreliableProvider extends OncePerRequestFilter {

        private record Breakage(Fault fault, String path) {}

        private volatile @Nullable Breakage breakage;
        private volatile boolean failed;

        void breaks(Fault fault, UUID key, String operation) {
            failed = false;
            breakage = new Breakage(fault, "/simulated-provider/charges/" + key + operation);
        }

        void isWell() {
            breakage = null;
        }

        boolean hasFailed() {
            return failed;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!(breakage instanceof Breakage(var fault, var path)) || !path.equals(request.getRequestURI())) {
                chain.doFilter(request, response);
                return;
            }
            if (fault == Fault.ANSWER_LOST) {
                chain.doFilter(request, new ContentCachingResponseWrapper(response));
            }
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            failed = true;
        }
    }
}
