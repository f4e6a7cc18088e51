package dev.tandem.payment;

import static dev.tandem.consumercontracts.FakeOrders.authorizePayment;
import static dev.tandem.consumercontracts.FakeOrders.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;

class PaymentIT extends RunningPaymentService {

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

            assertThat(authorize(orderId, "tok_declined")).contains("\"DECLINED\"");
        }

        @Test
        void with_another_card_is_refused_and_leaves_the_payment_as_it_is() {
            authorize(orderId, "tok_declined");

            put(orderId, "tok_visa").expectStatus().isEqualTo(409);
            assertThat(statusOf(orderId)).isEqualTo("DECLINED");
            assertThat(chargeOf(orderId)).startsWith("declined");
        }

        @Test
        void is_recognised_by_its_fingerprint_after_its_token_was_erased() {
            authorize(orderId, "tok_visa");
            assertThat(tokensOf(orderId)).isEmpty();

            assertThat(authorize(orderId, "tok_visa")).contains("\"AUTHORIZED\"");
            put(orderId, "tok_mastercard").expectStatus().isEqualTo(409);
        }

        @Test
        void holds_no_connection_while_the_provider_works() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var payments = IntStream.range(0, 8)
                        .<Callable<String>>mapToObj(_ -> () -> authorize(UUID.randomUUID(), "tok_slow"))
                        .toList();
                assertThat(threads.invokeAll(payments))
                        .extracting(Future::resultNow)
                        .allSatisfy(answer -> assertThat(answer).contains("\"AUTHORIZED\""));
            }
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
        void a_payment_unknown_to_the_provider_makes_a_late_request_do_nothing() {
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

    @Nested
    class A_command {

        private final PaymentAuthorized authorized = new PaymentAuthorized(orderId, new Money(2590, "EUR"));

        @Test
        void to_authorize_is_answered_with_the_outcome() {
            receive(authorizePayment(orderId, "tok_visa"));

            awaitEvents(authorized);
            assertThat(chargeOf(orderId)).isEqualTo("authorized 2590 EUR");
        }

        @Test
        void to_authorize_again_after_rest_is_answered_with_the_same_event() {
            authorize(orderId, "tok_visa");
            awaitEvents(authorized);
            receive(authorizePayment(orderId, "tok_visa"));

            awaitEvents(authorized, authorized);
        }

        @Test
        void that_is_sent_again_is_answered_again_and_charges_once() {
            receive(authorizePayment(orderId, "tok_fraud"));
            receive(authorizePayment(orderId, "tok_visa"));

            var declined = new PaymentDeclined(orderId, DeclineReason.SUSPECTED_FRAUD);
            await().untilAsserted(
                            () -> assertThat(publishedEvents.about(orderId)).contains(declined));
            receive(authorizePayment(orderId, "tok_fraud"));
            await().untilAsserted(() -> assertThat(publishedEvents.about(orderId))
                    .hasSizeGreaterThan(1)
                    .containsOnly(declined));
        }

        @Test
        void to_authorize_what_was_undone_is_answered_that_it_is_undone() {
            receive(new RefundPayment(orderId));
            receive(authorizePayment(orderId, "tok_visa"));

            awaitEvents(new PaymentVoided(orderId), new PaymentVoided(orderId));
            assertThat(countOf("simulated_provider.charges", "key", orderId)).isZero();
        }

        @Test
        void to_undo_is_answered_again_when_it_is_sent_again() {
            authorize(orderId, "tok_visa");
            receive(new RefundPayment(orderId));
            awaitEvents(authorized, new PaymentVoided(orderId));
            receive(new RefundPayment(orderId));

            awaitEvents(authorized, new PaymentVoided(orderId), new PaymentVoided(orderId));
        }

        private void awaitEvents(PaymentEvent... events) {
            await().untilAsserted(
                            () -> assertThat(publishedEvents.about(orderId)).containsExactly(events));
        }
    }
}
