package dev.tandem.payment;

import static dev.tandem.consumercontracts.FakeOrders.authorizePayment;
import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.testing.documents.CodeBlocks;
import dev.tandem.testing.documents.Shell;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * Whatever the provider does, a payment ends in the provider's state, and a payment that is undone is neither held nor
 * charged.
 */
class ProviderTokensIT extends RunningPaymentService {

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    /** Otherwise the token would be one more timeout. */
    @Test
    void a_connection_that_breaks_is_closed_and_not_just_silent() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/simulated-provider/charges/" + orderId))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("""
                            {"amount": 2590, "currency": "EUR", "token": "tok_connection_breaks_after_charge"}"""))
                    .build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
        }
        assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
    }

    @Nested
    class A_payment {

        @ParameterizedTest
        @CsvSource({
            "tok_visa,                           200, AUTHORIZED",
            "tok_declined,                       200, DECLINED",
            "tok_fraud,                          200, DECLINED",
            "tok_slow,                           200, AUTHORIZED",
            "tok_timeout_after_charge,           503, AUTHORIZED",
            "tok_connection_breaks_after_charge, 503, AUTHORIZED",
            "tok_answers_after_a_minute,         503, AUTHORIZED",
            "tok_error_after_charge,             503, AUTHORIZED",
            "tok_error_without_charge,           503, AUTHORIZED"
        })
        void that_somebody_waits_for_ends_as_the_provider_has_it(String token, int firstAnswer, String end) {
            put(orderId, token).expectStatus().isEqualTo(firstAnswer);

            awaitStatus(end);
            assertThat(chargeOf(orderId)).isEqualToIgnoringCase(end + " 2590 EUR");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tok_visa",
                    "tok_slow",
                    "tok_timeout_after_charge",
                    "tok_connection_breaks_after_charge",
                    "tok_answers_after_a_minute",
                    "tok_error_after_charge",
                    "tok_error_without_charge"
                })
        void that_nobody_waits_for_is_authorized_and_told_once(String token) {
            receive(authorizePayment(orderId, token));

            awaitStatus("AUTHORIZED");
            awaitEvent(PaymentAuthorized.class);
            assertThat(publishedEvents.about(orderId)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"tok_declined", "tok_fraud"})
        void that_nobody_waits_for_is_declined_and_told_once(String token) {
            receive(authorizePayment(orderId, token));

            awaitStatus("DECLINED");
            awaitEvent(PaymentDeclined.class);
        }
    }

    @Nested
    class A_payment_that_is_undone {

        @ParameterizedTest
        @CsvSource({
            "tok_visa,                           VOIDED",
            "tok_declined,                       DECLINED",
            "tok_fraud,                          DECLINED",
            "tok_slow,                           VOIDED",
            "tok_timeout_after_charge,           VOIDED",
            "tok_connection_breaks_after_charge, VOIDED",
            "tok_answers_after_a_minute,         VOIDED",
            "tok_error_after_charge,             VOIDED",
            "tok_error_without_charge,           VOIDED"
        })
        void before_its_outcome_is_known_is_held_by_nobody(String token, String end) {
            put(orderId, token);
            receive(new RefundPayment(orderId));

            awaitStatus(end);
            assertThat(chargeOf(orderId)).startsWith(end.equals("VOIDED") ? "cancelled" : "declined");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tok_visa",
                    "tok_slow",
                    "tok_timeout_after_charge",
                    "tok_connection_breaks_after_charge",
                    "tok_answers_after_a_minute",
                    "tok_error_after_charge",
                    "tok_error_without_charge"
                })
        void after_it_was_captured_is_refunded(String token) {
            put(orderId, token);
            awaitStatus("AUTHORIZED");
            receive(confirmed(orderId));
            awaitStatus("CAPTURED");
            receive(new RefundPayment(orderId));

            awaitStatus("REFUNDED");
            assertThat(chargeOf(orderId)).isEqualTo("refunded 2590 EUR");
        }
    }

    @Nested
    class A_payment_about_which_the_provider_never_says_anything {

        @BeforeEach
        void is_asked_for() {
            put(orderId, "tok_never_answers").expectStatus().isEqualTo(503);
        }

        @Test
        void is_parked_and_neither_authorized_nor_declined() {
            awaitParking();

            assertThat(statusOf(orderId)).isEqualTo("PENDING");
            assertThat(publishedEvents.about(orderId)).isEmpty();
        }

        @Test
        void is_shown_and_counted() {
            awaitParking();

            expectParked("$.payment.pendingOperation", "AUTHORIZE");
            expectParked("$.payment.amount", 2590);
            http.get()
                    .uri("/actuator/parkedpayments?limit=1000")
                    .exchange()
                    .expectBody(String.class)
                    .value(list -> assertThat(list).contains(orderId.toString()));
            await().untilAsserted(
                            () -> assertThat(metric("tandem.payments.parked")).isNotZero());
            assertThat(metric("tandem.payments.parked.age")).isNotNegative();
        }

        @Test
        void is_asked_about_again_when_an_operator_says_who_and_why() {
            awaitParking();
            theProviderComesToItsSenses(orderId);
            decide("{\"operator\": \"ada\", \"reason\": \"the provider is back\"}")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$[0].operator")
                    .isEqualTo("ada")
                    .jsonPath("$[0].reason")
                    .isEqualTo("the provider is back");

            awaitStatus("AUTHORIZED");
            awaitEvent(PaymentAuthorized.class);
            http.get()
                    .uri("/actuator/parkedpayments/" + orderId)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void is_found_and_asked_about_by_the_commands_of_the_runbook() {
            awaitParking();
            theProviderComesToItsSenses(orderId);
            assertThat(runWithId("parked.age")).contains(orderId.toString(), "tandem.payments.parked.age");

            runWithId("parkedpayments/ORDER-ID -H");
            run("\"limit\": 1000", Map.of());

            awaitStatus("AUTHORIZED");
        }

        private String runWithId(String block) {
            return run(block, Map.of("ORDER-ID", orderId.toString()));
        }

        private String run(String block, Map<String, String> values) {
            var commands = CodeBlocks.of("docs/runbooks/TandemPaymentsParked.md")
                    .containing(block)
                    .replace("localhost:8081", "localhost:" + port);
            return Shell.run(commands, values);
        }

        @Test
        void is_asked_about_again_with_all_others_when_an_operator_says_who_and_why() {
            awaitParking();
            theProviderComesToItsSenses(orderId);
            http.post()
                    .uri("/actuator/parkedpayments")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"operator\": \"ada\", \"reason\": \"the provider is back\", \"limit\": 1000}")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.retried")
                    .value(Integer.class, retried -> assertThat(retried).isPositive());

            awaitStatus("AUTHORIZED");
        }

        @Test
        void stays_parked_when_an_operator_does_not_say_why() {
            awaitParking();

            decide("{\"operator\": \"ada\", \"reason\": \" \"}").expectStatus().isBadRequest();
            expectParked("$.decisions.length()", 0);
        }

        @Test
        void cannot_be_decided_about_before_it_is_parked() {
            decide("{\"operator\": \"ada\", \"reason\": \"impatience\"}")
                    .expectStatus()
                    .isEqualTo(HttpStatus.CONFLICT);
        }

        @Test
        void is_voided_in_the_end_if_the_order_was_given_up_meanwhile() {
            awaitParking();
            receive(new RefundPayment(orderId));
            await().until(() -> !isParked());
            awaitParking();
            expectParked("$.payment.pendingOperation", "UNDO");

            theProviderComesToItsSenses(orderId);
            decide("{\"operator\": \"ada\", \"reason\": \"the provider is back\"}");
            awaitStatus("VOIDED");
        }

        /** As if a quarter of an hour had passed since the provider first left a call unanswered. */
        private void awaitParking() {
            await().until(() -> {
                endPause(orderId);
                jdbc.sql("update payments set unanswered_since = now() - interval '15 minutes' where order_id = ?")
                        .param(orderId)
                        .update();
                return isParked();
            });
        }

        private boolean isParked() {
            return jdbc.sql("select parked_at is not null from payments where order_id = ?")
                    .param(orderId)
                    .query(Boolean.class)
                    .single();
        }

        private void theProviderComesToItsSenses(UUID key) {
            jdbc.sql("update simulated_provider.requests set token = 'tok_visa' where key = ?")
                    .param(key)
                    .update();
        }

        private void expectParked(String path, Object value) {
            http.get()
                    .uri("/actuator/parkedpayments/" + orderId)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath(path)
                    .isEqualTo(value);
        }
    }

    private ResponseSpec decide(String decision) {
        return http.post()
                .uri("/actuator/parkedpayments/" + orderId)
                .contentType(MediaType.APPLICATION_JSON)
                .body(decision)
                .exchange();
    }

    private double metric(String name) {
        return meters.get(name).gauge().value();
    }

    private void awaitStatus(String status) {
        awaitStatus(orderId, status);
    }

    private void awaitEvent(Class<? extends PaymentEvent> event) {
        await().untilAsserted(() -> assertThat(publishedEvents.about(orderId)).hasAtLeastOneElementOfType(event));
    }
}
